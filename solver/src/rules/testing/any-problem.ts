/** Small problems with every kind of rule, for properties: names are invented, numbers are close together. */
import fc from 'fast-check'
import type { Rule, RuleKind, RuleOf } from '../../problem/parameters.ts'
import { FORMAT, type Problem, type Roster } from '../../problem/problem.ts'

const PEOPLE = ['Ada', 'Bo', 'Cy', 'Di', 'Ed']
const SHIFTS = ['early', 'late', 'night']
const POSTS = ['gate', 'tent']
const JOBS = ['early@gate', 'late@gate', 'night@gate', 'early@tent', 'night@tent', 'reserve']
const TAGS = ['dark', 'reserve']
const SKILLS = ['drive', 'swab', 'speak']

const whole = (min: number, max: number) => fc.integer({ min, max })
/** Absent `absent` times as often as it is there: a scope with every list in it means nobody. */
const seldom = <T>(value: fc.Arbitrary<T>, absent: number) =>
  fc.oneof({ weight: absent, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
const maybe = <T>(value: fc.Arbitrary<T>) => seldom(value, 1)
const some = (list: readonly string[]) => fc.subarray([...list], { minLength: 1 })
const days = (length: number) => fc.uniqueArray(whole(0, length - 1), { minLength: 1, maxLength: 5 })

/** Leaves out what is undefined, as JSON does. */
const tidy = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const who = {
  people: maybe(some(PEOPLE)),
  teams: seldom(some(['red', 'blue']), 5),
  units: seldom(some(['mill']), 9),
}
const what = {
  jobs: seldom(some(JOBS), 3),
  posts: seldom(some(POSTS), 3),
  shifts: seldom(some(SHIFTS), 3),
  skills: seldom(some(SKILLS), 9),
  tags: seldom(some(TAGS), 5),
}
const when = (length: number) => ({
  days: maybe(days(length)),
  weekdays: seldom(fc.uniqueArray(whole(1, 7), { minLength: 1, maxLength: 4 }), 3),
})

const price = fc.oneof({ weight: 5, arbitrary: whole(1, 30) }, { weight: 1, arbitrary: fc.constant('hard' as const) })
const ordered = (max: number) =>
  fc.tuple(whole(0, max), whole(0, max), whole(0, 2)).map(([a, b, which]) => {
    const [min, most] = [Math.min(a, b), Math.max(a, b)]
    return which === 0 ? { min } : which === 1 ? { max: most } : { min, max: most }
  })

const measure = fc.constantFrom('shifts', 'minutes', 'suit' as const)
const measured = measure.chain(of => ordered(of === 'shifts' ? 4 : 1800).map(limits => ({ of, ...limits })))
const window = fc.record({ days: whole(1, 5), every: whole(1, 5) })

/** Parameters by kind, apart from kind and price. */
function parameters(length: number): { [K in RuleKind]: fc.Arbitrary<Omit<RuleOf<K>, 'rule' | 'price' | 'name'>> } {
  const at = when(length)
  const cell = { person: fc.constantFrom(...PEOPLE), day: whole(0, length - 1), job: maybeJob }
  return {
    overlap: fc.record({ ...who, kmPerHour: maybe(whole(3, 40)), spare: maybe(whole(0, 90)) }),
    rest: fc.record({ ...who, ...what, minutes: whole(0, 900) }),
    succession: fc.record({ ...who, ...what, ...at, next: fc.record(what) }),
    daily: fc.record({ ...who, minutes: fc.constantFrom(300, 479, 480, 720, 840, 899, 900, 1020, 1079, 1080) }),
    run: fc
      .tuple(fc.record({ ...who, ...what, of: fc.constantFrom('work', 'off', 'shift' as const) }), ordered(4), ends)
      .map(([rule, limits, open]) => ({ ...(rule.of === 'off' ? forOff(rule) : rule), ...limits, ...open })),
    total: fc
      .tuple(fc.record({ ...who, ...what, ...at }), measured, maybe(window), fc.boolean())
      .map(([scope, limits, every, carried]) => ({
        ...scope,
        ...limits,
        window: every,
        ...carry(scope, limits.of, !every && carried),
      })),
    weekends: fc.record({ ...who, ...what, max: whole(0, 3), carried: maybe(fc.boolean()) }),
    'whole-weekends': fc.record(who),
    away: fc.record({ ...who, ...what, ...at, between: maybe(hours) }),
    request: fc.record({ ...who, ...what, ...at, want: fc.constantFrom('on', 'off' as const) }),
    skill: fc.record({ ...who, ...what, alternative: maybe(price) }),
    suit: fc.record({ ...who, minutes: whole(0, 300), cooling: maybe(whole(0, 900)) }),
    together: fc
      .tuple(
        fc.record({ ...who, ...what, ...at, by: fc.constantFrom('all', 'team', 'unit' as const) }),
        places,
        ordered(3),
      )
      .map(([scope, place, { min, max }]) => ({
        ...scope,
        at: place,
        least: Math.max(1, min ?? 1),
        most: max === undefined ? undefined : Math.max(1, max),
      })),
    near: fc.record({ ...who, ...what, free: maybe(fc.integer({ min: 0, max: 4 })) }),
    fair: fc
      .tuple(fc.record({ ...who, ...what, ...at, step: whole(1, 700), levels: whole(1, 4) }), measure, fc.boolean())
      .map(([rule, of, carried]) => ({ ...rule, of, target: of === 'shifts' ? 2 : 900, ...carry(rule, of, carried) })),
    prefer: fc.record({ ...who, ...what, ...at }),
    pin: fc
      .uniqueArray(fc.record(cell), { maxLength: 4, selector: one => `${one.person} ${one.day}` })
      .map(pins => ({ pins })),
    keep: fc.record({ ...who, ...at }),
    standby: fc.record({ ...what, ...at, minimum: whole(0, 2), share: maybe(fc.constantFrom(0.1, 0.25, 0.5)) }),
    consent: fc.record({ ...who, tags: some(TAGS) }),
  }
}

const maybeJob = fc.option(fc.constantFrom(...JOBS), { nil: null, freq: 2 })
const ends = fc.record({ openStart: fc.boolean(), openEnd: fc.boolean() })
const places = fc.constantFrom('job', 'post', 'shift' as const)
const hours = fc.tuple(whole(0, 700), whole(1, 700)).map(([from, more]) => ({ from, to: from + more }))

/** Runs of free days know no jobs. */
const forOff = <T extends object>(rule: T): T => ({
  ...rule,
  jobs: undefined,
  posts: undefined,
  shifts: undefined,
  skills: undefined,
  tags: undefined,
})

/** `carried` only where history has such a total. */
function carry(
  scope: Partial<Record<keyof typeof what, unknown>>,
  of: string,
  carried: boolean,
): { carried?: boolean; tags?: string[] } {
  const narrow = scope.jobs ?? scope.posts ?? scope.shifts ?? scope.skills
  if (!carried || narrow) return {}
  if (!scope.tags) return { carried }
  return of === 'shifts' ? { carried, tags: ['dark'] } : {}
}

/** One rule of each kind in `kinds`, for a horizon of so many days. */
export function anyRules(length: number, kinds: readonly RuleKind[], prices: fc.Arbitrary<Rule['price']> = price) {
  const of = parameters(length)
  return fc.tuple(
    ...kinds.map(kind =>
      fc
        .tuple(of[kind] as fc.Arbitrary<object>, prices)
        .map(([rest, cost]) => ({ rule: kind, price: cost, ...rest }) as Rule),
    ),
  )
}

/** Busy lines and nearly empty ones: both sides of a limit come up. */
const lineOf = (length: number) =>
  fc.constantFrom(1, 2, 8).chain(free =>
    fc.array(
      fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...JOBS) }, { weight: free, arbitrary: fc.constant(null) }),
      {
        minLength: length,
        maxLength: length,
      },
    ),
  )

const anyPerson = (id: string, at: number) =>
  fc.record({
    id: fc.constant(id),
    home: maybe(fc.tuple(whole(0, 6), whole(0, 6))),
    skills: fc.subarray(SKILLS),
    team: fc.constant(at % 2 ? 'red' : 'blue'),
    unit: fc.constant(at === 0 ? undefined : 'mill'),
    basis: fc.constantFrom('DUTY_ORDER', 'VOLUNTARY' as const),
    agreed: fc.subarray(TAGS),
    history: maybe(
      fc.record({
        past: fc.array(maybeJob, { maxLength: 8 }),
        carried: fc.record({
          shifts: whole(0, 9),
          minutes: whole(0, 3000),
          suit: whole(0, 900),
          weekends: whole(0, 3),
          tags: fc.record({ dark: whole(0, 5) }),
        }),
      }),
    ),
  })

const anyDemand = (length: number) =>
  fc
    .record({
      day: whole(0, length - 1),
      jobs: some(JOBS),
      skill: maybe(fc.constantFrom(...SKILLS)),
      a: whole(0, 3),
      b: whole(0, 3),
      c: whole(0, 3),
      missing: maybe(price),
      under: maybe(whole(0, 9)),
      over: maybe(whole(0, 9)),
      excess: maybe(price),
      limit: fc.boolean(),
    })
    .map(({ a, b, c, limit, ...rest }) => {
      const [minimum, preferred, maximum] = [a, b, c].toSorted((x, y) => x - y) as [number, number, number]
      return { ...rest, minimum, preferred, ...(limit ? { maximum } : {}) }
    })

/** A problem whose rules are one of each of `kinds`. */
export function anyProblem(
  kinds: readonly RuleKind[],
  prices: fc.Arbitrary<Rule['price']> = price,
): fc.Arbitrary<Problem> {
  return whole(7, 16).chain(length =>
    fc
      .record({
        start: fc.constantFrom('2026-03-02', '2026-03-05', '2026-03-07', '2026-03-08'),
        people: fc.tuple(...PEOPLE.map(anyPerson)),
        demands: fc.array(anyDemand(length), { maxLength: 6 }),
        rules: anyRules(length, kinds, prices),
        published: fc.record({ Ada: lineOf(length), Cy: lineOf(length) }),
      })
      .map(
        ({ start, ...rest }) =>
          tidy({ format: FORMAT, horizon: { start, days: length }, ...PLACE, ...rest }) as unknown as Problem,
      ),
  )
}

/** Where and when there is work. */
const PLACE = {
  skills: [{ id: 'drive' }, { id: 'swab', alternatives: ['speak'] }, { id: 'speak' }],
  posts: [
    { id: 'gate', at: [0, 0] },
    { id: 'tent', at: [3, 4] },
  ],
  shifts: [
    { id: 'early', start: 360, minutes: 480, suit: 120 },
    { id: 'late', start: 780, minutes: 600 },
    { id: 'night', start: 1200, minutes: 720, suit: 240, tags: ['dark'] },
  ],
  jobs: [
    { id: 'early@gate', shift: 'early', post: 'gate', skill: 'drive' },
    { id: 'late@gate', shift: 'late', post: 'gate', skill: 'swab' },
    { id: 'night@gate', shift: 'night', post: 'gate' },
    { id: 'early@tent', shift: 'early', post: 'tent', skill: 'swab' },
    { id: 'night@tent', shift: 'night', post: 'tent', skill: 'speak' },
    { id: 'reserve', shift: 'late', tags: ['reserve'] },
  ],
}

/** A roster of a problem, good or bad; somebody may be left out. */
export function anyRoster({ people, horizon }: Pick<Problem, 'people' | 'horizon'>): fc.Arbitrary<Roster> {
  return fc.record(Object.fromEntries(people.map(({ id }) => [id, lineOf(horizon.days)])), {
    requiredKeys: people.slice(1).map(({ id }) => id),
  })
}
