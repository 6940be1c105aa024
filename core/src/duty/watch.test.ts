import { describe, expect, it } from 'vitest'
import { SAFETY } from '../roster/safety.ts'
import { climb, type Watched, type WatchedTurn, watch } from './watch.ts'

const DAY = 24 * 60 * 60_000
const at = (clock: string) => new Date(`2022-03-28T${clock}:00.000Z`)
const on = (personId: string, over: Partial<WatchedTurn> = {}): WatchedTurn => ({
  personId,
  state: 'on',
  proven: true,
  break_since: null,
  suitSince: null,
  cameAt: at('08:00'),
  stayedAt: null,
  unsaid: false,
  ...over,
})
const plan = (personId: string, over: object = {}) => ({
  personId,
  reportAt: at('07:40'),
  assignedAt: at('00:00'),
  standby: false,
  ...over,
})
const SHIFT: Watched['shift'] = {
  startsAt: at('08:00'),
  endsAt: at('16:00'),
  openEnd: false,
  people: 2,
  over: false,
  command: false,
  suitMost: 240,
  unticked: false,
}
type Over = Partial<Omit<Watched, 'shift'>> & { shift?: Partial<Watched['shift']> }
const of = ({ shift, ...over }: Over = {}): Watched => ({
  planned: [plan('a'), plan('b')],
  turns: [],
  staying: 0,
  next: null,
  served: new Map(),
  limits: SAFETY,
  careWaits: false,
  ...over,
  shift: {
    ...SHIFT,
    ...shift,
  },
})
const alarms = (watched: Watched, clock: string) =>
  watch(watched, at(clock)).alarms.map(({ kind, personId }) => (personId ? `${kind} ${personId}` : kind))

describe('a shift under watch', () => {
  it('knows who is late, gives them up, and looks again when that will be', () => {
    expect(alarms(of(), '07:44')).toEqual([])
    expect(watch(of({ planned: [plan('a')] }), at('07:39')).lookAt).toEqual(at('07:41'))
    expect(watch(of({ planned: [plan('a')] }), at('07:44')).lookAt).toEqual(new Date(at('07:44').getTime() + 30_000))
    expect(alarms(of(), '07:45')).toEqual(['late a', 'late b'])
    expect(watch(of({ turns: [on('a')] }), at('08:00')).noShows).toEqual(['b'])
  })

  it('waits for whoever only said to be there, and no more for whoever said to have left', () => {
    const tapped = (over: Partial<WatchedTurn>) =>
      of({ planned: [plan('a')], turns: [on('a', { proven: false, ...over })] })
    expect(alarms(tapped({}), '07:45')).toEqual(['late a'])
    expect(watch(tapped({}), at('08:00')).noShows).toEqual(['a'])
    expect(watch(tapped({ state: 'left' }), at('08:00')).noShows).toEqual([])
    expect(watch(tapped({ state: 'no-show' }), at('08:00')).noShows).toEqual([])
  })

  it('gives who was asked at the last moment the same time', () => {
    const called = of({ planned: [plan('a', { assignedAt: at('08:10') })], shift: { people: 1 } })
    expect(watch(called, at('08:29')).noShows).toEqual([])
    expect(watch(called, at('08:30')).noShows).toEqual(['a'])
  })

  it('is uncovered until somebody is there for certain; a command seat more so', () => {
    const tapped = { turns: [on('a', { proven: false })], planned: [] }
    expect(alarms(of(tapped), '08:00')).toEqual(['uncovered'])
    expect(alarms(of({ ...tapped, shift: { command: true } }), '08:00')).toEqual(['command-empty'])
    expect(alarms(of({ turns: [on('a')], planned: [] }), '08:00')).toEqual(['short'])
    expect(alarms(of({ turns: [on('a')], planned: [], staying: 1 }), '08:00')).toEqual([])
  })

  it('counts down to the relief: somebody planned at T−30, somebody here at T−10', () => {
    const ready = { turns: [on('a'), on('b')], planned: [] }
    const next = (planned: number, arrived: number) => of({ ...ready, next: { people: 2, planned, arrived } })
    expect(alarms(next(1, 0), '15:29')).toEqual([])
    expect(alarms(next(1, 0), '15:30')).toEqual(['relief'])
    expect(alarms(next(2, 0), '15:49')).toEqual([])
    expect(alarms(next(2, 1), '15:50')).toEqual(['relief'])
    expect(alarms(next(2, 2), '15:50')).toEqual([])
    expect(alarms(next(2, 2), '16:15')).toEqual(['overdue'])
  })

  it('says at once when an open-ended shift passes its planned end, and stays asked for', () => {
    const open = { turns: [on('a'), on('b')], planned: [], shift: { openEnd: true } }
    expect(alarms(of(open), '15:59')).toEqual([])
    expect(alarms(of(open), '16:00')).toEqual(['overdue'])
    expect(alarms(of({ ...open, turns: [] }), '18:00')).toEqual(['uncovered'])
    expect(alarms(of({ ...open, shift: { openEnd: true, over: true } }), '18:00')).toEqual([])
  })

  it('ends with the plan what nobody ended: four hours later, twelve where the end is open or a reason was said', () => {
    const ended = (turn: Partial<WatchedTurn>, clock: string, shift = {}) =>
      watch(of({ turns: [on('a', turn)], planned: [], shift }), at(clock)).unsaid
    expect(ended({}, '19:59')).toEqual([])
    expect(ended({}, '20:00')).toEqual([{ personId: 'a', at: at('16:00') }])
    expect(ended({ cameAt: at('16:30') }, '20:29')).toEqual([])
    expect(ended({ cameAt: at('16:30') }, '20:30')).toEqual([{ personId: 'a', at: at('16:30') }])
    expect(ended({ stayedAt: at('16:05') }, '23:59')).toEqual([])
    expect(ended({}, '23:59', { openEnd: true })).toEqual([])
    expect(ended({}, '20:00', { over: true })).toHaveLength(1)
    const gone = of({ turns: [on('a', { state: 'left', unsaid: true }), on('b'), on('c')], planned: [] })
    expect(alarms(gone, '15:00')).toEqual(['not-checked-out a'])
    expect(watch({ ...gone, turns: gone.turns.slice(0, 1) }, at('20:00')).lookAt).toEqual(
      new Date(at('20:00').getTime() + DAY),
    )
  })

  it('takes the city’s limits, not the house’s', () => {
    const strict = { warnMinutes: 60, mostMinutes: 120 }
    const turns = [on('a'), on('b')]
    expect(
      alarms(
        of({
          turns,
          planned: [],
          served: new Map([
            ['a', 60],
            ['b', 120],
          ]),
          limits: strict,
        }),
        '12:00',
      ),
    ).toEqual(['hours-warn a', 'hours-stop b'])
  })

  it('watches hours and suits, also when the shift is over and somebody is still there', () => {
    const turns = [on('a', { suitSince: at('08:00') }), on('b')]
    const served = new Map([
      ['a', 479],
      ['b', 720],
    ])
    const late = of({ turns, served, planned: [], shift: { over: true } })
    expect(alarms(late, '11:59')).toEqual(['hours-stop b'])
    expect(watch(late, at('11:59')).lookAt).toEqual(new Date(at('11:59').getTime() + 30_000))
    expect(alarms(late, '12:00')).toEqual(['hours-stop b', 'suit a'])
    expect(alarms(of({ turns, served: new Map([['a', 480]]), planned: [] }), '09:00')).toEqual(['hours-warn a'])
  })

  it('sees an opening that is not ready, and a case that nobody has taken up', () => {
    const ready = { turns: [on('a'), on('b')], planned: [] }
    expect(alarms(of({ ...ready, shift: { unticked: true } }), '08:00')).toEqual(['not-opened'])
    expect(alarms(of({ ...ready, careWaits: true }), '07:00')).toEqual(['care'])
  })

  it('needs no further look when all have left', () => {
    expect(watch(of({ turns: [on('a', { state: 'left' })], planned: [] }), at('17:00')).lookAt).toBeNull()
  })
})

it('climbs the ladder by minutes', () => {
  const rung = (clock: string) => climb('uncovered', at('08:00'), at(clock))
  expect(rung('08:00')).toEqual({ step: 'captain', told: ['captain'], nextAt: at('08:05') })
  expect(rung('08:05')).toMatchObject({ step: 'street-desk', nextAt: at('08:15') })
  expect(rung('09:00')).toMatchObject({ step: 'city-desk', nextAt: null })
})
