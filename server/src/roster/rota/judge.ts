import type { Verdict } from '@muster/core/roster/draft.wire.ts'
import { type Duty, type Guarded, guard, type Span } from '@muster/core/roster/guard.ts'
import type { Settings } from '@muster/core/roster/rota.wire.ts'
import type { SafetyLimits } from '@muster/core/roster/safety.ts'
import type { Ctx } from '../../platform/context.ts'
import { type GuardedPerson, guardedPeople } from '../assign/guarded.ts'
import { safetyLimits } from '../assign/limits.ts'
import type { Planned } from './plan.ts'

/** The city's limits, or the rota's own where they are stricter. */
export async function limitsOf(ctx: Ctx, settings: Settings): Promise<SafetyLimits> {
  const city = await safetyLimits(ctx)
  const least = (one: number, other = Infinity) => Math.min(one, other)
  return {
    ...city,
    restMinutes: Math.max(city.restMinutes, settings.restMinutes ?? 0),
    mostMinutes: least(city.mostMinutes, settings.mostMinutes),
    mostDaysInSeven: least(city.mostDaysInSeven, settings.mostDaysInSeven),
    mostNights: least(city.mostNights, settings.mostNights),
  }
}

/** A planned shift as the guard sees it. */
export const dutyOf = (shift: Planned): Duty => ({
  ...spanOf(shift),
  danger: shift.post.danger,
  suitMinutes: shift.post.suitMinutes,
  skills: [shift.post.skills, shift.skills],
})

const spanOf = ({ reportAt, endsAt, day }: Planned): Span => ({
  from: reportAt.getTime(),
  until: endsAt.getTime(),
  day,
})

/** Somebody in a cell. */
export interface Placing {
  readonly personId: string
  readonly shift: Planned
}

/**
 * What the guard says of people where a draft puts them, each beside everything else that the draft and other posts have for
 * them.
 *
 * @param plan every shift of the rota around those of the placings
 * @param limits those of {@link limitsOf}
 */
export async function judged(
  ctx: Ctx,
  plan: readonly Planned[],
  placings: readonly Placing[],
  limits: SafetyLimits,
): Promise<(Verdict & Placing)[]> {
  if (placings.length === 0) return []
  const ids = [...new Set(placings.map(({ personId }) => personId))]
  const times = plan.flatMap(({ reportAt, endsAt }) => [reportAt.getTime(), endsAt.getTime()])
  const around = { from: Math.min(...times), until: Math.max(...times) }
  // What has begun is as it is; of the rest, the draft holds.
  const open = plan.filter(({ begun }) => !begun)
  const replaced = new Set(open.map(({ id }) => id))
  const people = await guardedPeople(ctx, ids, around)
  const drafted = draftedBy(open)
  return placings.flatMap(placing => {
    const person = people.get(placing.personId)
    if (!person) return []
    const elsewhere = person.spans.filter(({ shiftId }) => !replaced.has(shiftId))
    const beside = (drafted.get(placing.personId) ?? []).filter(({ id }) => id !== placing.shift.id).map(spanOf)
    return verdictsOf(placing, person, [...elsewhere, ...beside], limits, ctx.tenant.zone)
  })
}

function draftedBy(plan: readonly Planned[]): Map<string, Planned[]> {
  const found = new Map<string, Planned[]>()
  for (const shift of plan) for (const id of shift.draft.people) found.set(id, [...(found.get(id) ?? []), shift])
  return found
}

function verdictsOf(
  placing: Placing,
  person: GuardedPerson,
  others: readonly Span[],
  limits: SafetyLimits,
  zone: string,
): (Verdict & Placing)[] {
  const { shift } = placing
  // Standby is not a place: hours are judged when it is called.
  const guarded: Guarded = { ...person, spans: shift.draft.people.includes(person.id) ? others : [] }
  return guard(guarded, dutyOf(shift), limits, zone).map(({ rule, level, zh, en }) => ({
    ...placing,
    shiftId: shift.id,
    rule,
    stops: level === 'stop',
    zh,
    en,
  }))
}
