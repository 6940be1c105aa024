import type { CALL_BASES, CALL_KINDS, Call, draft, SELECTIONS } from '@muster/core/callout/wire.ts'
import type { SKILLS } from '@muster/core/people/wire.ts'
import type { InputOf } from '@muster/core/platform/endpoint.ts'
import type { Choice } from '../shared/Picker.tsx'

/** A call while it is being written. */
export interface CallForm {
  readonly kind: (typeof CALL_KINDS)[number]
  readonly basis: (typeof CALL_BASES)[number]
  readonly selection: (typeof SELECTIONS)[number]
  readonly title: string
  readonly text: string
  readonly issuers: readonly string[]
  readonly orderedBy: string
  readonly units: readonly Choice[]
  readonly places: readonly Choice[]
  readonly skills: readonly (typeof SKILLS)[number][]
  readonly quota: number
  readonly deadline: string | null
  readonly holdMinutes: number
  readonly point: string
  readonly place: readonly Choice[]
  readonly at: string | null
  readonly incidentId: string
}

/** A new call: voluntary, because consent is what nobody should have to ask for. */
export const blankForm = (issuer: string): CallForm => ({
  kind: 'recruitment',
  basis: 'VOLUNTARY',
  selection: 'arrival',
  title: '',
  text: '',
  issuers: issuer ? [issuer] : [],
  orderedBy: '',
  units: [],
  places: [],
  skills: [],
  quota: 30,
  deadline: null,
  holdMinutes: 10,
  point: '',
  place: [],
  at: null,
  incidentId: '',
})

/** A call as a form; names of units and places are looked up by `named`, the contract carries only their ids. */
export const formOf = (call: Call, named: (key: string) => Choice): CallForm => ({
  kind: call.kind,
  basis: call.basis,
  selection: call.selection,
  title: call.title,
  text: call.text,
  issuers: call.issuers,
  orderedBy: call.orderedBy ?? '',
  units: call.audience.unitIds.map(named),
  places: call.audience.territories.map(named),
  skills: call.audience.skills,
  quota: call.quota,
  deadline: call.deadline,
  holdMinutes: call.holdMinutes,
  point: call.muster.point ?? '',
  place: call.muster.territory ? [named(call.muster.territory)] : [],
  at: call.muster.at,
  incidentId: call.incidentId ?? '',
})

export const audienceOf = ({ units, places, skills }: CallForm) => ({
  unitIds: units.map(({ key }) => key),
  territories: places.map(({ key }) => key),
  skills: [...skills],
})

type Body = Omit<InputOf<typeof draft>, 'id' | 'incidentId'>

/** What goes to the server. */
export const bodyOf = (form: CallForm): Body => ({
  kind: form.kind,
  basis: form.basis,
  selection: form.selection,
  title: form.title,
  text: form.text,
  issuers: [...form.issuers],
  orderedBy: form.orderedBy.trim() || null,
  audience: audienceOf(form),
  quota: form.quota,
  deadline: form.deadline,
  holdMinutes: form.holdMinutes,
  muster: { point: form.point.trim() || null, territory: form.place[0]?.key ?? null, at: form.at },
})

export const isComplete = ({ title, text, issuers, quota }: CallForm): boolean =>
  title.trim() !== '' && text.trim() !== '' && issuers.length > 0 && quota > 0
