import { lineState } from '@muster/core/duty/lines.ts'
import { type TurnFact, turnsOf } from '@muster/core/duty/turns.ts'
import type { MyShift, Sheet } from '@muster/core/duty/turns.wire.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Happened } from '../platform/outbox.ts'
import { sheetWithKept, withKept } from './kept.ts'

const START = Date.parse('2022-03-28T08:00:00.000Z')
const at = (minute: number) => new Date(START + minute * 60_000).toISOString()

const shift = { id: 's', endsAt: at(600) } as MyShift['shift']
const before: MyShift = {
  person: { id: 'p', name: '周小禾', volunteerNo: 'XZ1' } as MyShift['person'],
  post: {} as MyShift['post'],
  shift,
  assignmentId: 'a',
  standby: false,
  reportAt: at(-10),
  state: 'late',
  turn: null,
  opening: [{ item: '围挡到位', at: null }],
  before: null,
  next: null,
  suitMost: 60,
  closedAt: null,
}

let made = 0
const noted = (what: string, minute: number, payload: object = {}): Happened => ({
  id: `f${++made}`,
  kind: `duty.${what}`,
  personId: 'p',
  subjectId: 's',
  occurredAt: at(minute),
  payload: payload as Happened['payload'],
})

/** What a page offers to tap, given how the shift stands on it. */
function offered({ state, turn }: Pick<MyShift, 'state' | 'turn'>): readonly [string, object][] {
  if (state !== 'on' && state !== 'break') return [['checked-in', {}]]
  return [
    turn?.breakSince ? ['break-ended', {}] : ['break-began', {}],
    turn?.suitSince ? ['suit-off', {}] : ['suit-on', {}],
    ['handed-over', { note: '扶正围挡' }],
    ['checked-out', { why: 'early' }],
  ]
}

const heard = (facts: readonly Happened[]): TurnFact[] =>
  facts.map(({ id, kind, occurredAt, payload }, seq) => {
    const recordedAt = new Date(occurredAt)
    const said = kind === 'duty.checked-in' ? { via: 'tap', proven: false, planned: true, due: null } : payload
    return { id, kind, seq, occurredAt: recordedAt, recordedAt, supersedes: null, payload: said }
  })

describe('a shift on a phone without a line', () => {
  it('stands as the server will say once it has heard the same', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 20 }), taps => {
        const facts: Happened[] = []
        for (const [minute, tap] of taps.entries()) {
          const choice = offered(withKept(before, facts))
          facts.push(noted(choice[tap % choice.length]![0], minute, choice[tap % choice.length]![1]))
        }
        const shown = withKept(before, facts)
        const turn = turnsOf(heard(facts)).at(-1)!
        const since = (spells: typeof turn.breaks) => spells.find(({ to }) => !to)?.from ?? null
        const iso = (instant: Date | null) => instant?.toISOString() ?? null
        const plan = { now: new Date(at(60)), reportAt: new Date(at(-10)), standby: false }
        expect(shown.state).toBe(lineState(plan, { ...turn, break_since: since(turn.breaks) }))
        expect(shown.turn).toMatchObject({
          in: iso(turn.in),
          out: iso(turn.out),
          breakSince: iso(since(turn.breaks)),
          suitSince: iso(since(turn.suits)),
          flags: ['unproven'],
        })
      }),
    )
  })

  it('shows no break of somebody whose check-in was not taken', () => {
    expect(withKept(before, [noted('break-began', 1)])).toMatchObject({ state: 'late', turn: null })
  })

  it('takes a slip back, ticks what is ready, and changes no other shift', () => {
    const facts = [noted('checked-in', 0), noted('ticked', 1, { item: '围挡到位' }), noted('checked-out', 2)]
    expect(withKept(before, facts)).toMatchObject({ state: 'left', turn: { out: at(2) }, opening: [{ at: at(1) }] })
    expect(withKept(before, [...facts, noted('took-back', 3)])).toMatchObject({ state: 'on', turn: { out: null } })
    const other = { ...before, shift: { ...shift, id: 'other' } }
    expect(withKept(other, facts)).toBe(other)
  })
})

describe('a captain without a line', () => {
  const line = (id: string): Sheet['people'][number] => ({ ...before, person: { ...before.person, id } })
  const sheet = {
    shift,
    people: [line('p'), line('q')],
    opening: [],
    present: 1,
    missing: 2,
    closedAt: null,
  } as unknown as Sheet

  it('sees who came, who left and who did not come, and how many are missing now', () => {
    const came = sheetWithKept(sheet, [noted('checked-in', 0), { ...noted('no-show', 1), personId: 'q' }])
    expect(came).toMatchObject({ present: 2, missing: 1, people: [{ state: 'on' }, { state: 'no-show' }] })
    const gone = sheetWithKept(came, [noted('checked-out', 2)])
    expect(gone).toMatchObject({ present: 1, missing: 2, people: [{ state: 'left' }, { state: 'no-show' }] })
  })

  it('whose word proves what somebody tapped', () => {
    const tapped = { ...sheet, people: [withKept(before, [noted('checked-in', 0)])] } as Sheet
    expect(tapped.people[0]!.turn!.flags).toEqual(['unproven'])
    expect(sheetWithKept(tapped, [noted('checked-in', 1)])).toMatchObject({
      present: 2,
      people: [{ turn: { flags: [] } }],
    })
  })
})
