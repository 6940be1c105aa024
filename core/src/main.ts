/** All that the rooms share, put together once. Only a room's own `main.ts` and its tests look in here. */
import { accessFields } from './access/fields.ts'
import { accessPowers } from './access/powers.ts'
import { access as accessProblems } from './access/problems.ts'
import * as access from './access/wire.ts'
import { auditPowers } from './audit/powers.ts'
import * as audit from './audit/wire.ts'
import * as departure from './callout/departure.wire.ts'
import { calloutFields } from './callout/fields.ts'
import { calloutKinds } from './callout/kinds.ts'
import * as offers from './callout/offers.wire.ts'
import { calloutPowers } from './callout/powers.ts'
import { callout as calloutProblems } from './callout/problems.ts'
import * as seats from './callout/seats.wire.ts'
import * as callout from './callout/wire.ts'
import * as boards from './duty/boards.wire.ts'
import * as captain from './duty/captain.wire.ts'
import * as care from './duty/care.wire.ts'
import { dutyFields } from './duty/fields.ts'
import { dutyKinds } from './duty/kinds.ts'
import { dutyPowers } from './duty/powers.ts'
import { duty as dutyProblems } from './duty/problems.ts'
import * as turns from './duty/turns.wire.ts'
import { enrolmentFields } from './enrolment/fields.ts'
import { enrolmentKinds } from './enrolment/kinds.ts'
import { enrolmentPowers } from './enrolment/powers.ts'
import { enrolment as enrolmentProblems } from './enrolment/problems.ts'
import * as enrolment from './enrolment/wire.ts'
import { incidentPowers } from './incident/powers.ts'
import { incident as incidentProblems } from './incident/problems.ts'
import * as incident from './incident/wire.ts'
import { ledgerPowers } from './ledger/powers.ts'
import { ledger as ledgerProblems } from './ledger/problems.ts'
import * as ledger from './ledger/wire.ts'
import * as chain from './people/chain.wire.ts'
import * as exemptions from './people/exemptions.wire.ts'
import { peopleFields } from './people/fields.ts'
import * as imports from './people/imports.wire.ts'
import * as messages from './people/messages.wire.ts'
import { peoplePowers } from './people/powers.ts'
import { people as peopleProblems } from './people/problems.ts'
import * as teams from './people/teams.wire.ts'
import * as people from './people/wire.ts'
import type { Endpoint } from './platform/endpoint.ts'
import type { Kind } from './platform/kind.ts'
import type { FieldRegister } from './platform/personal.ts'
import type { Catalogue } from './platform/problem.ts'
import { door } from './platform/problems.ts'
import type { Powers } from './platform/role.ts'
import type { z } from './platform/shapes.ts'
import { registerFields } from './register/fields.ts'
import * as registerForm from './register/form.ts'
import { registerKinds } from './register/kinds.ts'
import * as registerPhotos from './register/photos.wire.ts'
import { registerPowers } from './register/powers.ts'
import { register as registerProblems } from './register/problems.ts'
import { samplingFields } from './register/sampling/fields.ts'
import { samplingKinds } from './register/sampling/kinds.ts'
import { samplingPowers } from './register/sampling/powers.ts'
import { sampling as samplingProblems } from './register/sampling/problems.ts'
import * as residents from './register/sampling/residents.wire.ts'
import * as rounds from './register/sampling/rounds.wire.ts'
import * as register from './register/wire.ts'
import { reportPowers } from './report/powers.ts'
import { report as reportProblems } from './report/problems.ts'
import * as report from './report/wire.ts'
import * as answering from './roster/answering.wire.ts'
import * as asks from './roster/asks.wire.ts'
import * as assign from './roster/assign.wire.ts'
import * as rotaBuild from './roster/build.wire.ts'
import * as calendar from './roster/calendar.wire.ts'
import * as control from './roster/control.wire.ts'
import * as draft from './roster/draft.wire.ts'
import { rosterFields } from './roster/fields.ts'
import { rosterKinds } from './roster/kinds.ts'
import * as posts from './roster/posts.wire.ts'
import { rosterPowers } from './roster/powers.ts'
import { roster as rosterProblems } from './roster/problems.ts'
import * as rota from './roster/rota.wire.ts'
import * as sites from './roster/sites.wire.ts'
import * as rotaVersions from './roster/versions.wire.ts'
import { territoryPowers } from './territory/powers.ts'
import { territory as territoryProblems } from './territory/problems.ts'
import * as territory from './territory/wire.ts'
import { visitFields } from './visit/fields.ts'
import { visitKinds } from './visit/kinds.ts'
import { visitPowers } from './visit/powers.ts'
import { visit as visitProblems } from './visit/problems.ts'
import * as visit from './visit/wire.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'reach' in value && 'path' in value
const isShape = (value: unknown): boolean => typeof value === 'object' && value !== null && '_zod' in value

/** What the slices say to the outside, in the order of the house. */
const WIRES: readonly Record<string, unknown>[] = [
  audit,
  access,
  territory,
  people,
  exemptions,
  teams,
  imports,
  chain,
  messages,
  incident,
  ledger,
  callout,
  seats,
  departure,
  offers,
  enrolment,
  sites,
  posts,
  control,
  answering,
  assign,
  rota,
  draft,
  rotaBuild,
  rotaVersions,
  calendar,
  asks,
  turns,
  boards,
  captain,
  care,
  registerForm,
  register,
  registerPhotos,
  rounds,
  residents,
  visit,
  report,
]

/** Every contract entry, slice by slice. */
export const ENDPOINTS: readonly Endpoint[] = WIRES.flatMap(slice => Object.values(slice).filter(isEndpoint))

/** Shapes that have a name of their own, `Post` or `Shift`: the page of the interface says them once. */
export const SHAPES: ReadonlyMap<string, z.core.$ZodType> = new Map(
  WIRES.flatMap(slice =>
    Object.entries(slice).filter((entry): entry is [string, z.core.$ZodType] => isShape(entry[1])),
  ),
)

/** Who holds which verb. */
export const POWERS: Powers = {
  ...auditPowers,
  ...accessPowers,
  ...territoryPowers,
  ...peoplePowers,
  ...incidentPowers,
  ...ledgerPowers,
  ...calloutPowers,
  ...enrolmentPowers,
  ...rosterPowers,
  ...dutyPowers,
  ...registerPowers,
  ...samplingPowers,
  ...visitPowers,
  ...reportPowers,
}

/** Every personal field that is held, with purpose, basis, viewers and retention. */
export const FIELDS: FieldRegister = {
  ...accessFields,
  ...peopleFields,
  ...calloutFields,
  ...enrolmentFields,
  ...rosterFields,
  ...dutyFields,
  ...registerFields,
  ...samplingFields,
  ...visitFields,
}

/** Every kind of fact. */
export const KINDS: readonly Kind[] = [
  ...calloutKinds,
  ...enrolmentKinds,
  ...rosterKinds,
  ...dutyKinds,
  ...registerKinds,
  ...samplingKinds,
  ...visitKinds,
]

/** Every refusal on purpose. */
export const PROBLEMS: Catalogue = {
  ...door.catalogue,
  ...accessProblems.catalogue,
  ...territoryProblems.catalogue,
  ...peopleProblems.catalogue,
  ...incidentProblems.catalogue,
  ...ledgerProblems.catalogue,
  ...calloutProblems.catalogue,
  ...enrolmentProblems.catalogue,
  ...rosterProblems.catalogue,
  ...dutyProblems.catalogue,
  ...registerProblems.catalogue,
  ...samplingProblems.catalogue,
  ...visitProblems.catalogue,
  ...reportProblems.catalogue,
}
