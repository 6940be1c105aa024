import { type GuardRule, guard, type Span } from '@muster/core/roster/guard.ts'
import type { SafetyLimits } from '@muster/core/roster/safety.ts'
import type { BuildInput, BuildPerson } from './input.ts'
import type { Slot } from './slots.ts'

/** Where people are already, whatever the engine does: other posts, hours served, and places that stay as they are. */
export interface Kept {
  /** By shift: who stays there. */
  readonly people: ReadonlyMap<string, readonly string[]>
  readonly standby: ReadonlyMap<string, readonly string[]>
}

/**
 * Who stays where they are: in cells that are fixed; whom people placed or agreed on (by hand, swap, refill); who is not of
 * the pool; and all who are published, where that was asked.
 */
export function keptOf({ shifts, people, build }: BuildInput): Kept {
  const known = new Map(people.map(person => [person.id, person]))
  const stays = (id: string, published: readonly string[], agreed: readonly string[]) =>
    agreed.includes(id) || (published.includes(id) && (build.keepPublished || !known.get(id)?.askable))
  return {
    people: new Map(
      shifts.map(({ id, draft, published }) => [
        id,
        draft.people.filter(one => known.has(one) && (draft.fixed || stays(one, published.people, published.agreed))),
      ]),
    ),
    standby: new Map(
      shifts.map(({ id, draft, published }) => [
        id,
        draft.standby.filter(one => known.has(one) && (draft.fixed || stays(one, published.standby, []))),
      ]),
    ),
  }
}

/** Limits of hours and days, which look at everything that somebody does. */
const OF_HOURS: readonly GuardRule[] = ['overlap', 'rest', 'hours', 'days', 'nights']

/** Days before the horizon that the engine knows of. */
export const PAST_DAYS = 8

/**
 * What somebody has already, one slot a day from {@link PAST_DAYS} before the horizon; null: they have so much that nothing
 * can be added, or nothing that the engine could count with.
 */
export function busySlots(
  person: BuildPerson,
  kept: readonly Span[],
  given: {
    readonly input: BuildInput
    readonly slotOf: (span: Span) => Slot
    readonly days: number
    readonly rest: number
  },
): Map<number, Slot> | null {
  const { input, slotOf, days, rest } = given
  const replaced = new Set(input.shifts.map(({ id }) => id))
  const spans = [...person.spans.filter(({ shiftId }) => !replaced.has(shiftId)), ...kept]
  if (kept.some(span => isTooMuch(person, span, spans, input.limits, input.zone))) return null
  const slots = new Map<number, Slot>()
  let before: Slot | undefined
  for (const slot of spans.map(slotOf).toSorted((a, b) => a.day - b.day || a.start - b.start)) {
    if (slot.day < -PAST_DAYS || slot.day >= days) continue
    const near = before && gap(before, slot) < rest ? before : undefined
    const one = near ? joined(near, slot) : slot
    if (one.minutes > input.limits.mostMinutes && one.day >= 0) return null
    if (!near && slots.has(one.day)) return null
    slots.set(one.day, one)
    before = one
  }
  return slots
}

const gap = (first: Slot, second: Slot): number =>
  (second.day - first.day) * 1440 + second.start - first.start - first.minutes

/** Two stretches with a pause between are one duty. */
const joined = (first: Slot, second: Slot): Slot => ({
  ...first,
  minutes: Math.min(
    1440,
    Math.max(first.minutes, (second.day - first.day) * 1440 + second.start + second.minutes - first.start),
  ),
  night: first.night || second.night,
})

function isTooMuch(
  person: BuildPerson,
  span: Span,
  spans: readonly Span[],
  limits: SafetyLimits,
  zone: string,
): boolean {
  const others = spans.filter(other => other !== span)
  const duty = { ...span, danger: false, suitMinutes: null, skills: [] }
  const verdicts = guard({ ...person, spans: others }, duty, limits, zone)
  return verdicts.some(({ level, rule }) => level === 'stop' && OF_HOURS.includes(rule))
}
