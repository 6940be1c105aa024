import type { Line, MyShift, Sheet, Turn } from '@muster/core/duty/turns.wire.ts'
import type { Happened } from '../platform/outbox.ts'

/** What is shown of one person on one shift. */
type Standing = Pick<Line, 'state' | 'turn'>
type Change = (standing: Standing, fact: Happened) => Standing

const begun = ({ id, subjectId, occurredAt, payload, personId }: Happened, own: boolean): Turn => ({
  id,
  shiftId: subjectId ?? personId ?? id,
  state: 'on',
  in: occurredAt,
  claimedAt: null,
  out: null,
  via: payload.code ? 'typed' : own ? 'tap' : 'captain',
  why: null,
  lateMinutes: 0,
  minutes: 0,
  breakMinutes: 0,
  breakSince: null,
  suitSince: null,
  suitMinutes: 0,
  stayed: null,
  handedOver: null,
  tookOver: null,
  flags: own ? ['unproven'] : [],
})

const onTurn =
  (state: Line['state'] | null, change: (turn: Turn, fact: Happened) => Partial<Turn>): Change =>
  (standing, fact) => {
    const { turn } = standing
    // Their check-in was not taken: who never came neither rests nor leaves.
    return turn ? { state: state ?? standing.state, turn: { ...turn, ...change(turn, fact) } } : standing
  }

const left = onTurn('left', (_, { occurredAt, payload }) => ({
  state: 'left',
  out: occurredAt,
  why: (payload.why as Turn['why'] | undefined) ?? 'early',
  breakSince: null,
  suitSince: null,
}))

const CHANGES: Readonly<Record<string, Change>> = {
  'duty.checked-out': left,
  'duty.hurt': (standing, fact) => (fact.payload.leaves ? left(standing, fact) : standing),
  'duty.took-back': onTurn('on', () => ({ state: 'on', out: null, why: null })),
  'duty.break-began': onTurn('break', (_, { occurredAt }) => ({ breakSince: occurredAt })),
  'duty.break-ended': onTurn('on', () => ({ breakSince: null })),
  'duty.suit-on': onTurn(null, (_, { occurredAt }) => ({ suitSince: occurredAt })),
  'duty.suit-off': onTurn(null, () => ({ suitSince: null })),
  'duty.handed-over': onTurn(null, (_, { occurredAt, payload }) => ({
    handedOver: { at: occurredAt, to: (payload.to as string) ?? null, note: (payload.note as string) ?? null },
  })),
  'duty.took-over': onTurn(null, (_, { occurredAt, payload }) => ({
    tookOver: { at: occurredAt, from: (payload.from as string) ?? null },
  })),
  'duty.stayed': onTurn(null, (_, { payload }) => ({ stayed: (payload.reason as string) ?? null })),
  'duty.no-show': standing => ({ ...standing, state: 'no-show' }),
}

/** How somebody stands once what this phone noted of them has been heard: the server says it in its own words later. */
function afterKept<T extends Standing>(standing: T, facts: readonly Happened[], own: boolean): T {
  const step = (so: Standing, fact: Happened): Standing => {
    if (fact.kind !== 'duty.checked-in') return CHANGES[fact.kind]?.(so, fact) ?? so
    const stands = so.turn?.state === 'on' && so.turn
    // The captain's word about somebody who said so themselves proves it.
    if (stands) return { state: so.state, turn: own ? stands : { ...stands, flags: unproved(stands.flags) } }
    return { state: 'on', turn: begun(fact, own) }
  }
  return { ...standing, ...facts.reduce(step, standing) }
}

const unproved = (flags: Turn['flags']): Turn['flags'] => flags.filter(flag => flag !== 'unproven')

const withTicks = (opening: MyShift['opening'], facts: readonly Happened[]): MyShift['opening'] =>
  opening.map(one => {
    const tick = facts.find(({ kind, payload }) => kind === 'duty.ticked' && payload.item === one.item)
    return tick && one.at === null ? { ...one, at: tick.occurredAt } : one
  })

/** A shift of mine with what this phone has noted since the server told of it. */
export function withKept(mine: MyShift, kept: readonly Happened[]): MyShift {
  const facts = kept.filter(({ subjectId }) => subjectId === mine.shift.id)
  if (facts.length === 0) return mine
  return { ...afterKept(mine, facts, true), opening: withTicks(mine.opening, facts) }
}

const counts = ({ state, turn }: Standing): boolean =>
  (state === 'on' || state === 'break') && !turn?.flags.includes('unproven')

/** The same for a shift in the hands of its captain: whoever the captain saw is there. */
export function sheetWithKept(sheet: Sheet, kept: readonly Happened[]): Sheet {
  const facts = kept.filter(({ subjectId }) => subjectId === sheet.shift.id)
  if (facts.length === 0) return sheet
  const people = sheet.people.map(line =>
    afterKept(
      line,
      facts.filter(({ personId }) => personId === line.person.id),
      false,
    ),
  )
  const more = people.filter(counts).length - sheet.people.filter(counts).length
  const closing = facts.find(({ kind }) => kind === 'duty.closed')
  return {
    ...sheet,
    people,
    opening: withTicks(sheet.opening, facts),
    present: sheet.present + more,
    missing: Math.max(0, sheet.missing - more),
    ...(closing && { closedAt: closing.occurredAt, closedWhy: closing.payload.reason as string }),
  }
}
