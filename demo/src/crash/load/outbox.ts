import * as ledger from '@muster/core/ledger/wire.ts'
import type { Dice } from '../../world/dice.ts'
import type { Heard, Said } from '../history.ts'
import { act, type Device } from './recorder.ts'
import { BEGIN, type Town } from './town.ts'
import type { Volunteer } from './volunteer.ts'

/** A fact as it travels. */
type Wire = Readonly<Record<string, unknown>>

const REPORTED = 'enrolment.reported-in'
const LEFT = 'enrolment.left'
const at = { occurredAt: BEGIN }

/** A report as an outbox holds it. */
export const reported = (id: string, personId: string, territory: string, over: Wire = {}): Wire => ({
  ...at,
  id,
  kind: REPORTED,
  personId,
  territory,
  payload: { as: 'residence' },
  ...over,
})

/** The end of a report. */
export const left = (id: string, personId: string, supersedes: string): Wire => ({
  ...at,
  id,
  kind: LEFT,
  personId,
  supersedes,
  payload: {},
})

/** A phone that was without a line sends what its owner did meanwhile: good and wrong, in whatever order, more than once. */
export async function volunteersOutbox(self: Volunteer): Promise<void> {
  const { town, dice, device, personId, reports, standing, nextId } = self
  const [arrival, moved] = [nextId(), nextId()]
  const callId = dice.pick(town.calls).id
  const about = { ...at, personId, subjectId: callId, payload: {} }
  standing.clear() // a batch may sign up and withdraw, in an order that is not ours to know
  const facts: Wire[] = [
    reported(arrival, personId, dice.pick(town.communities)),
    reported(moved, personId, dice.pick(town.communities), { supersedes: arrival }),
    left(nextId(), personId, dice.pick([arrival, moved, ...reports])),
    { ...about, id: nextId(), kind: dice.pick(['callout.signed-up', 'callout.withdrew']) },
    wrong(town, dice, personId, nextId(), arrival),
  ]
  // What ends a report may come before the report itself: refused at first, and taken when it is sent again.
  await sendSomeTimes(device, dice, dice.once(2) ? dice.shuffle(facts) : facts)
  for (const id of [arrival, moved]) reports.add(id)
}

/** A fact that must be refused, and must not keep the good ones beside it from the ledger. */
export function wrong(town: Town, dice: Dice, personId: string, id: string, known: string): Wire {
  const place = dice.pick(town.communities)
  return dice.pick<Wire>([
    {},
    { ...reported(id, personId, place), kind: 'enrolment.no-such-kind' },
    reported(id, personId, place, { occurredAt: '2099-01-01T00:00:00.000Z' }),
    reported(id, personId, '320302000000'),
    reported(id, personId, place, { payload: { as: 'nobody' } }),
    reported(id, '00000000-0000-7000-8000-000000000000', place),
    { ...at, id, kind: 'callout.signed-up', personId, subjectId: id, payload: {} },
    { ...at, id: known, kind: 'callout.signed-up', personId, subjectId: dice.pick(town.calls).id, payload: {} },
    left(id, personId, id),
  ])
}

/** Sends a batch once, twice or thrice: one after the other or at once, in the same order or another. */
export async function sendSomeTimes(device: Device, dice: Dice, facts: readonly Wire[]): Promise<void> {
  const batches = Array.from({ length: 1 + dice.below(3) }, (_, nth) => (nth === 0 ? facts : orAnother(dice, facts)))
  if (dice.once(3)) await Promise.all(batches.map(batch => send(device, batch)))
  else for (const batch of batches) await send(device, batch)
}

const orAnother = (dice: Dice, facts: readonly Wire[]) => (dice.once(2) ? dice.shuffle(facts) : facts)

const send = (device: Device, facts: readonly Wire[]) =>
  act(device, ledger.send, { facts: [...facts] }, facts.map(saidIn), ({ answers }) => ({
    heard: answers.map(heardFrom),
  }))

const saidIn = (fact: Wire): Said => ({
  id: (fact.id as string | undefined) ?? '',
  kind: (fact.kind as string | undefined) ?? '',
  personId: (fact.personId as string | undefined) ?? null,
  subjectId: (fact.subjectId as string | undefined) ?? null,
  supersedes: (fact.supersedes as string | undefined) ?? null,
})

const heardFrom = ({ verdict, seq, recordedAt, problem }: ledger.FactAnswer): Heard => ({
  verdict,
  seq,
  recordedAt,
  slug: problem?.type.replace('/problems/', '') ?? null,
})
