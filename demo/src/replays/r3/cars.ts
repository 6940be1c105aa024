import * as duty from '@muster/core/duty/turns.wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import * as register from '@muster/core/register/wire.ts'
import { inParallel } from '../../play/parallel.ts'
import { diceOf } from '../../world/dice.ts'
import { chinese, minutesAfter } from '../../world/moment.ts'
import { type Cast, CITY_DESK, DAYS, incidentIdOf, PHONES, STREET_DESK } from './cast.ts'
import { phoneOf, postId } from './scenes.ts'

/** Three thousand cars in six hours of the first day, and forty minutes in which no phone has a line. */
export const CARS = 3000
const [DAY] = DAYS
const [FROM, MINUTES] = [chinese(`${DAY} 09:00`), 6 * 60]
const [CUT_AT, CUT_MINUTES] = [3 * 60, 40]
export const LINE_LOST = minutesAfter(FROM, CUT_AT)
export const LINE_BACK = minutesAfter(FROM, CUT_AT + CUT_MINUTES)
export const LAST_CAR = minutesAfter(FROM, MINUTES)
/** As many as a phone's outbox sends at once. */
const BATCH = 50
/** What is told of a credential that was looked at, as often as it comes. */
const RESULTS = ['good', 'good', 'good', 'good', 'good', 'good', 'bad', 'none'] as const
const CHECKS = ['health-code', 'travel-code', 'test-report']

/** A car as it is written down on a phone, with or without a line. */
interface Car {
  readonly id: string
  readonly at: string
  readonly phone: number
  readonly people: number
  readonly answers: Readonly<Record<string, unknown>>
}

const registerId = ({ id }: Cast): string => id('register')

/** The street opens the register that comes with the hazard, at the checkpoint. */
export async function openRegister(cast: Cast): Promise<void> {
  const street = await cast.desks.desk(CITY_DESK)
  const { rows } = await street(register.packForms, { incidentId: incidentIdOf(cast) })
  const { key, form } = rows.find(one => one.key === 'road-checkpoint')!
  const about = { incidentId: incidentIdOf(cast), id: registerId(cast), key, form, postIds: [postId(cast)] }
  await street(register.open, about)
}

/** All cars of the day, the same in every run. */
function carsOf({ stage }: Cast): Car[] {
  const dice = diceOf(20220329)
  return Array.from({ length: CARS }, (_, nth) => {
    const at = minutesAfter(FROM, (MINUTES * nth) / CARS)
    const people = 1 + dice.below(5)
    const results = Object.fromEntries(CHECKS.map(check => [check, dice.pick(RESULTS)]))
    const passed = Object.values(results).includes('bad') ? 'handed-on' : 'passed'
    const answers = { plate: `苏C${String(10_000 + nth)}`, people, ...results, passed }
    return { id: stage.ids(at, 'car', nth), at, phone: nth % PHONES, people, answers }
  })
}

/** People in all cars. */
export const peopleInCars = (cast: Cast): number => carsOf(cast).reduce((sum, { people }) => sum + people, 0)

type Verdicts = Record<'accepted' | 'known' | 'refused', number>

/** Those who stand at the checkpoint that day send what they wrote down. @returns what became of each, sent again or not */
async function send(cast: Cast, batches: readonly (readonly Car[])[]): Promise<Verdicts> {
  const about = { registerId: registerId(cast), formVersion: 1 }
  const street = await cast.desks.desk(STREET_DESK)
  const { people } = await street(duty.sheet, { shiftId: cast.id('shift', DAY) })
  const here = people.filter(({ state }) => state === 'on').map(({ person }) => person.id)
  const hands = await inParallel(here.slice(0, PHONES), 1, personId => phoneOf(cast, personId))
  const found = await inParallel(batches, PHONES, async batch => {
    const facts = batch.map(({ id, at, answers }) => ({
      id,
      kind: 'register.entered',
      subjectId: postId(cast),
      occurredAt: at,
      payload: { ...about, answers },
    }))
    return (await hands[batch[0]!.phone]!(ledger.send, { facts })).answers
  })
  const verdicts = found.flat().map(({ verdict }) => verdict)
  const of = (which: keyof Verdicts) => verdicts.filter(verdict => verdict === which).length
  return { accepted: of('accepted'), known: of('known'), refused: of('refused') }
}

/** Cars between two instants, by phone and in the batches in which an outbox sends them. */
function batchesOf(cast: Cast, from: string, to: string): Car[][] {
  const own = Map.groupBy(
    carsOf(cast).filter(({ at }) => at >= from && at < to),
    ({ phone }) => phone,
  )
  return [...own.values()].flatMap(list =>
    Array.from({ length: Math.ceil(list.length / BATCH) }, (_, nth) => list.slice(nth * BATCH, (nth + 1) * BATCH)),
  )
}

/** With a line, everything is there as soon as it is written. */
export const sendAsItComes = (cast: Cast, from: string, to: string): Promise<Verdicts> =>
  send(cast, batchesOf(cast, from, to))

/**
 * The line is back: every phone sends what it kept, the newest first, and as the answer to each batch is lost, all of it once
 * more in the order of writing.
 */
export async function sendWhatWaited(cast: Cast): Promise<{ first: Verdicts; again: Verdicts }> {
  const kept = batchesOf(cast, LINE_LOST, LINE_BACK)
  const first = await send(cast, kept.map(batch => batch.toReversed()).toReversed())
  return { first, again: await send(cast, kept) }
}

/** What the register says in the end, and whether of every credential only what came of it is kept. */
export async function readRegister(cast: Cast) {
  const street = await cast.desks.desk(STREET_DESK)
  const about = { registerId: registerId(cast) }
  const { entries, adds } = await street(register.counts, about)
  const { rows } = await street(register.entries, { ...about, limit: 200 })
  const kept = new Set(rows.flatMap(({ answers }) => Object.keys(answers)))
  const said = new Set(rows.flatMap(({ answers }) => CHECKS.map(check => answers[check])))
  const inOrder = (words: Iterable<unknown>) => [...words].map(String).sort()
  return { entries, adds, kept: inOrder(kept), said: inOrder(said) }
}
