import * as audit from '@muster/core/audit/wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import { stateOf } from '@muster/core/visit/state.ts'
import * as visit from '@muster/core/visit/wire.ts'
import { AUDITOR, type Cast, STAIR, STREET_DESK } from './cast.ts'

/** What the registrar had done, what of it the server had heard, and what was left. */
export const DONE = 18
export const HEARD = 12
export const DOORS = 60

/** A note as a phone writes it down: by its own clock, whether or not there is a line. */
const note = (cast: Cast, occurredAt: string, kind: string, subjectId: string, payload: object) => ({
  id: cast.stage.ids(occurredAt, kind, subjectId),
  kind: `visit.${kind}`,
  subjectId,
  occurredAt,
  payload: { sweepId: cast.id('sweep'), ...payload },
})
type Note = ReturnType<typeof note>

export const claims = (cast: Cast, at: string, more: object = {}): Note =>
  note(cast, at, 'claimed', cast.id('building'), { stair: STAIR, ...more })
/** Visits to doors in walking order, a minute each. */
export const visits = (cast: Cast, from: string, first: number, last: number): Note[] =>
  Array.from({ length: last - first }, (_, nth) => {
    const at = new Date(new Date(from).getTime() + nth * 60_000).toISOString()
    return note(cast, at, 'done', cast.id('door', first + nth), { outcome: 'answered', people: 2 })
  })

/** Sends what a phone holds. @returns how many of it the server took for new, knew, and refused */
export async function send({ phones }: Cast, personId: string, facts: readonly Note[]) {
  const verdicts = { accepted: 0, known: 0, refused: 0 }
  for (let from = 0; from < facts.length; from += 50) {
    const { answers } = await phones.get(personId)!(ledger.send, { facts: facts.slice(from, from + 50) })
    for (const { verdict } of answers) verdicts[verdict] += 1
  }
  return verdicts
}

/** The list as a phone shows it: every door is one of four. */
export async function listOn({ phones, id }: Cast, personId: string) {
  const { rows } = await phones.get(personId)!(visit.mine, {})
  const sweep = rows.find(row => row.id === id('sweep'))!
  const [list] = sweep.lists
  const states = list!.doors.map(door =>
    stateOf(sweep, { ...door, visits: door.visits.flatMap(v => (v.outcome ? [{ ...v, outcome: v.outcome }] : [])) }),
  )
  const count = (state: string) => states.filter(one => one === state).length
  return { done: count('done'), unknown: count('unknown'), open: count('open'), claim: list!.claim }
}

export const coverage = async ({ desks, id }: Cast, asOf?: string) =>
  (await desks.desk(STREET_DESK))(visit.coverage, { sweepId: id('sweep'), ...(asOf && { asOf }) })

/** Whose hand stands at the doors, and how often. */
export async function handsAt({ desks, id }: Cast) {
  const { rows } = await (await desks.desk(STREET_DESK))(visit.doors, { sweepId: id('sweep'), limit: 500 })
  const by = (personId: string) => rows.filter(({ visits: all }) => all.some(one => one.by?.id === personId)).length
  const both = rows.filter(({ visits: all }) => new Set(all.map(one => one.by?.id)).size > 1).length
  return { by, both }
}

/** What the audit says of the take-over: how the list stood then. */
export async function takenOver({ desks }: Cast) {
  const { rows } = await (await desks.desk(AUDITOR))(audit.list, { action: 'visit.taken-over' })
  return rows.map(({ detail }) => [detail.done, detail.unknown, detail.open])
}
