import { dayNumber } from '@muster/core/platform/wall-clock.ts'
import type { Rule } from '@muster/solver/problem/parameters.ts'
import type { Person } from '@muster/solver/problem/problem.ts'
import type { BuildInput, BuildPerson } from './input.ts'
import { BUSY, NIGHT } from './jobs.ts'

/** A missing person costs this; a missing standby less. Everything else is comfort, and far below. */
export const MISSING = 1000
export const MISSING_STANDBY = 200

const PRICES = {
  /** More than the hours of the warning, in 24. */
  warning: 1,
  wish: 30,
  /** One of a team alone at a post. */
  alone: 3,
  /** Another community, another street, another county than one's own: each once. */
  far: 2,
  /** One shift beyond an even share, and more the further. */
  unfair: 2,
}

/** What protects people: the same limits as the guard's, as far as the engine can see them. */
export function safetyRules({ limits }: BuildInput, rest: number, nights: boolean): Rule[] {
  return [
    { rule: 'rest', name: 'rest', price: 'hard', minutes: rest },
    { rule: 'daily', name: 'hours', price: 'hard', minutes: limits.mostMinutes },
    { rule: 'daily', name: 'warning', price: PRICES.warning, minutes: limits.warnMinutes },
    {
      rule: 'total',
      name: 'days',
      price: 'hard',
      of: 'shifts',
      max: limits.mostDaysInSeven,
      window: { days: 7, every: 1 },
    },
    // A tag that nothing has is none that a rule may name.
    ...(nights
      ? [
          {
            rule: 'run' as const,
            name: 'nights',
            price: 'hard' as const,
            of: 'work' as const,
            tags: [NIGHT],
            max: limits.mostNights,
          },
        ]
      : []),
  ]
}

/** What makes a rota good to live with. */
export function comfortRules(input: BuildInput, people: readonly BuildPerson[], first: number, days: number): Rule[] {
  const { settings } = input
  return [
    ...wishRules(input, people, first, days),
    ...(settings.together === 'no' ? [] : togetherRules(people, settings.together)),
    ...(settings.near ? nearRules(input, people) : []),
  ]
}

function wishRules({ wishes }: BuildInput, people: readonly BuildPerson[], first: number, days: number): Rule[] {
  const known = new Set(people.map(({ id }) => id))
  return wishes.flatMap(({ personId, day, want }): Rule[] => {
    const at = dayNumber(day) - first
    if (!known.has(personId) || at < 0 || at >= days) return []
    return [{ rule: 'request', name: 'wish', price: PRICES.wish, people: [personId], days: [at], want }]
  })
}

function togetherRules(people: readonly BuildPerson[], by: 'team' | 'unit'): Rule[] {
  const groups = Map.groupBy(people, person => (by === 'team' ? person.teamId : person.unitId))
  const several = [...groups].some(([group, own]) => group !== null && own.length > 1)
  return several ? [{ rule: 'together', name: 'together', price: PRICES.alone, by, at: 'post', least: 2 }] : []
}

/** Codes from the top down to which a place and a home are one: community, street, county. */
const LEVELS = [0, 1, 2] as const

/** Rather posts of one's own community, street and county; who has not said where they live goes anywhere. */
function nearRules({ shifts, places }: BuildInput, people: readonly BuildPerson[]): Rule[] {
  const posts = new Map(shifts.map(({ postId, post }) => [postId, places.get(post.territory) ?? '']))
  const homes = Map.groupBy(
    people.filter(({ home }) => home !== null),
    ({ home }) => home!,
  )
  return [...homes].flatMap(([home, own]) =>
    LEVELS.flatMap((level): Rule[] => {
      const top = above(home, level)
      const near = [...posts].filter(([, path]) => path.startsWith(top)).map(([id]) => id)
      const matters = near.length > 0 && near.length < posts.size
      return matters
        ? [
            {
              rule: 'away',
              name: 'near',
              price: PRICES.far,
              people: own.map(({ id }) => id),
              posts: others(posts, near),
            },
          ]
        : []
    }),
  )
}

const others = (posts: ReadonlyMap<string, string>, near: readonly string[]): string[] =>
  [...posts.keys()].filter(id => !near.includes(id))

/** So many levels up: `a/b/c/` and 1 is `a/b/`. */
const above = (path: string, levels: number): string => {
  const parts = path.split('/').slice(0, -1)
  return parts
    .slice(0, Math.max(1, parts.length - levels))
    .map(part => `${part}/`)
    .join('')
}

/** An even share of shifts, the load of the last 14 days included. */
export function fairRule(people: readonly Person[], places: number): Rule[] {
  if (people.length === 0) return []
  const load = people.reduce((sum, { history }) => sum + (history?.carried?.shifts ?? 0), places)
  const target = Math.floor(load / people.length)
  return [{ rule: 'fair', name: 'fair', price: PRICES.unfair, of: 'shifts', target, step: 1, levels: 5, carried: true }]
}

/** Nobody is given what only stands for other duties, but those who have them, on their days. */
export function busyRules(
  busy: ReadonlyMap<string, ReadonlyMap<number, string>>,
  people: readonly Person[],
  days: number,
): Rule[] {
  if ([...busy.values()].every(({ size }) => size === 0)) return []
  const all = Array.from({ length: days }, (_, day) => day)
  const free = people.filter(({ id }) => (busy.get(id)?.size ?? 0) === 0).map(({ id }) => id)
  const bars = [...busy].flatMap(([id, own]): Rule[] => {
    const rest = all.filter(day => !own.has(day))
    return own.size > 0 && rest.length > 0
      ? [{ rule: 'away', name: 'busy', price: 'hard', people: [id], days: rest, tags: [BUSY] }]
      : []
  })
  const pins = [...busy].flatMap(([person, own]) => [...own].map(([day, job]) => ({ person, day, job })))
  return [
    ...(free.length > 0
      ? [{ rule: 'away' as const, name: 'busy', price: 'hard' as const, people: free, tags: [BUSY] }]
      : []),
    ...bars,
    ...(pins.length > 0 ? [{ rule: 'pin' as const, name: 'busy', price: 'hard' as const, pins }] : []),
  ]
}
