/** The server as a whole: all slices in the order of the house. Only this file and the command line know them all. */
import * as accessWire from '@muster/core/access/wire.ts'
import { FIELDS, KINDS, POWERS, PROBLEMS, SHAPES } from '@muster/core/main.ts'
import type { Catalogue } from '@muster/core/platform/problem.ts'
import { sessions } from './access/authenticate.ts'
import { setUpWith } from './access/setup.ts'
import { setupStateWith } from './access/setup-state.ts'
import { access } from './access/slice.ts'
import { audit } from './audit/slice.ts'
import { audit as writeAudit } from './audit/write.ts'
import { callout } from './callout/slice.ts'
import { duty } from './duty/slice.ts'
import { enrolment } from './enrolment/slice.ts'
import { incident } from './incident/slice.ts'
import { ledger } from './ledger/slice.ts'
import { people } from './people/slice.ts'
import { sheets } from './platform/sheets/problems.ts'
import { door, type House, type Slice } from './platform/slice.ts'
import { register } from './register/slice.ts'
import { report } from './report/slice.ts'
import { roster } from './roster/slice.ts'
import { adopt } from './territory/adopt.ts'
import { findCities } from './territory/cities.ts'
import { territory } from './territory/slice.ts'
import { visit } from './visit/slice.ts'

/** First-run set-up is access that adopts a city, so it stands where both are known. */
const setup: Slice = {
  name: 'setup',
  doors: [door(accessWire.setupState, setupStateWith(findCities)), door(accessWire.setUp, setUpWith(adopt))],
}

/** Every slice, in the order of the architecture. */
export const SLICES: readonly Slice[] = [
  audit,
  access,
  setup,
  territory,
  people,
  incident,
  ledger,
  callout,
  enrolment,
  roster,
  duty,
  register,
  visit,
  report,
]

/** Every refusal on purpose that may leave the server: those of the slices, and what a file is refused for. */
export const CATALOGUE: Catalogue = { ...PROBLEMS, ...sheets.catalogue }

/** Puts the house together. @param setupCode printed in the terminal of a new installation */
export const buildHouse = (setupCode: string): House => ({
  slices: SLICES,
  powers: POWERS,
  fields: FIELDS,
  kinds: new Map(KINDS.map(kind => [kind.name, kind])),
  shapes: SHAPES,
  sessions,
  audit: writeAudit,
  setupCode,
})
