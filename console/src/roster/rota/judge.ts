import type { BoardPerson, BoardPost, BoardShift } from '@muster/core/roster/draft.wire.ts'
import { type Duty, type Guarded, guard, type Span, type Verdict } from '@muster/core/roster/guard.ts'
import type { Settings } from '@muster/core/roster/rota.wire.ts'
import type { SafetyLimits } from '@muster/core/roster/safety.ts'
import type { Draft } from './edits.ts'
import { isStandby, shiftOfHalf } from './grid.ts'

/** What the board knows of a person; who comes from the pool has told when they can. */
export type Known = BoardPerson & Partial<Pick<Guarded, 'availability'>> & { readonly unavailable?: readonly string[] }

/** All that is judged with: the same rules as the server's, on the board's own data. */
export interface Ground {
  readonly posts: ReadonlyMap<string, BoardPost>
  readonly shifts: ReadonlyMap<string, BoardShift>
  readonly people: ReadonlyMap<string, Known>
  readonly limits: SafetyLimits
  readonly zone: string
}

/** A rota may be stricter than the city, not looser. */
export const limitsOf = (city: SafetyLimits, settings: Settings): SafetyLimits => ({
  ...city,
  restMinutes: Math.max(city.restMinutes, settings.restMinutes ?? 0),
  mostMinutes: Math.min(city.mostMinutes, settings.mostMinutes ?? city.mostMinutes),
  mostDaysInSeven: Math.min(city.mostDaysInSeven, settings.mostDaysInSeven ?? 7),
  mostNights: Math.min(city.mostNights, settings.mostNights ?? city.mostNights),
})

/** Which shifts of the board everybody stands on in a draft. Standby is not a place: it may overlap. */
export function shiftsByPerson(draft: Draft): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const [half, people] of draft)
    if (!isStandby(half)) for (const person of people) found.set(person, [...(found.get(person) ?? []), half])
  return found
}

/** A person's stretches: on the board as the draft has them, elsewhere as the server told. */
export function spansOf(ground: Ground, personId: string, onBoard: readonly string[], without?: string): Span[] {
  const elsewhere = (ground.people.get(personId)?.stretches ?? []).filter(({ shiftId }) => !ground.shifts.has(shiftId))
  return [
    ...elsewhere.map(spanOf),
    ...onBoard
      .filter(id => id !== without)
      .flatMap(id => ground.shifts.get(id) ?? [])
      .map(spanOf),
  ]
}

export const spanOf = (one: { reportAt: string; endsAt: string; day: string }): Span => ({
  from: Date.parse(one.reportAt),
  until: Date.parse(one.endsAt),
  day: one.day,
})

/** What speaks against a person on a shift, if they stood on these others as well. Nothing: all is well. */
export function judge(ground: Ground, personId: string, onBoard: readonly string[], half: string): Verdict[] {
  const shift = ground.shifts.get(shiftOfHalf(half))
  const person = ground.people.get(personId)
  if (!shift || !person) return []
  const spans = spansOf(ground, personId, onBoard, shift.id)
  const found = guard(guarded(person, spans), dutyOf(shift, ground.posts.get(shift.postId)), ground.limits, ground.zone)
  // Who is only asked to be ready may be busy until they are called.
  return isStandby(half)
    ? found.filter(({ rule }) => !['overlap', 'rest', 'hours', 'days', 'nights'].includes(rule))
    : found
}

/** What a shift says of everybody, however rested: its own length. It tells nobody apart, so the board does not mark it. */
export function ofTheShift(ground: Ground, half: string): ReadonlySet<string> {
  const shift = ground.shifts.get(shiftOfHalf(half))
  if (!shift) return new Set()
  const duty = { ...dutyOf(shift, ground.posts.get(shift.postId)), skills: [] }
  return new Set(guard(guarded({}, []), duty, ground.limits, ground.zone).map(({ zh }) => zh))
}

function dutyOf(shift: BoardShift, post: BoardPost | undefined): Duty {
  return {
    ...spanOf(shift),
    danger: post?.danger ?? false,
    suitMinutes: post?.suitMinutes ?? null,
    skills: [post?.skills ?? [], shift.skills],
  }
}

/** What a screen is not told of somebody speaks for them here; the server knows, and says so when the cell is saved. */
const guarded = (
  person: Partial<Pick<Known, 'skills' | 'availability' | 'unavailable'>>,
  spans: readonly Span[],
): Guarded => ({
  spans,
  skills: person.skills ?? [],
  availability: person.availability ?? 'any-time',
  lightDuty: false,
  fit: true,
  coveredUntil: '9999-12-31',
  exempt: (person.unavailable ?? []).map(day => ({ from: day, until: day })),
})

/** Minutes of duty that begin in the seven days up to a day, that day with them. */
export function minutesInWeek(spans: readonly Span[], lastDay: string): number {
  const last = Date.parse(lastDay)
  const within = spans.filter(({ day }) => Date.parse(day) <= last && Date.parse(day) > last - 7 * 86_400_000)
  return within.reduce((sum, { from, until }) => sum + (until - from), 0) / 60_000
}

/** The rest before and after a stretch, in minutes; null where there is none near. */
export function restAround(spans: readonly Span[], own: Pick<Span, 'from' | 'until'>) {
  const before = spans.filter(({ until }) => until <= own.from).map(({ until }) => own.from - until)
  const after = spans.filter(({ from }) => from >= own.until).map(({ from }) => from - own.until)
  const least = (gaps: readonly number[]) => (gaps.length > 0 ? Math.min(...gaps) / 60_000 : null)
  return { before: least(before), after: least(after) }
}
