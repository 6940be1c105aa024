import type { SafetyLimits } from '../roster/safety.ts'
import { type AlarmKind, LADDERS, STEPS, type Step } from './alarms.ts'
import { arrivedOn } from './lines.ts'

/** Minutes; the city's own could stand here one day. */
export const TIMES = {
  /** After the report time, or after a late assignment: told to be late, and given up. */
  late: 5,
  noShow: 20,
  /** Before the end: a successor must be planned, and then be there. */
  reliefPlanned: 30,
  reliefHere: 10,
  /** After the end somebody is still checked in. */
  overdue: 15,
  /** So long after the end, or after coming or saying to stay, whoever has not checked out is taken to have gone at the planned end. */
  unsaid: 4 * 60,
  /** The same where the end is open, or somebody said to stay. */
  unsaidOpen: 12 * 60,
  /** How long it is then said that nobody checked out. */
  unsaidTold: 24 * 60,
} as const

/** A shift under watch, with who is meant to be there and who is. */
export interface Watched {
  readonly shift: {
    readonly startsAt: Date
    readonly endsAt: Date
    readonly openEnd: boolean
    readonly people: number
    /** Cancelled, closed by its condition, or the post is closed: it asks for nobody any more. */
    readonly over: boolean
    readonly command: boolean
    readonly suitMost: number
    /** An item of the opening checklist is not ticked. */
    readonly unticked: boolean
  }
  readonly planned: readonly {
    readonly personId: string
    readonly reportAt: Date
    readonly assignedAt: Date
    readonly standby: boolean
  }[]
  readonly turns: readonly WatchedTurn[]
  /** People of the shift before who stay, with a reason. */
  readonly staying: number
  /** The shift that relieves this one. */
  readonly next: { readonly people: number; readonly planned: number; readonly arrived: number } | null
  /** Minutes that those who are here have served in the last 24 hours. */
  readonly served: ReadonlyMap<string, number>
  /** The city's. */
  readonly limits: Pick<SafetyLimits, 'warnMinutes' | 'mostMinutes'>
  /** Somebody was hurt, and nobody has taken it up yet. */
  readonly careWaits: boolean
}

export interface WatchedTurn {
  readonly personId: string
  readonly state: string
  readonly proven: boolean
  readonly break_since: Date | null
  readonly suitSince: Date | null
  readonly cameAt: Date | null
  readonly stayedAt: Date | null
  /** It ended by rule: nobody checked out. */
  readonly unsaid: boolean
}

export interface Wanted {
  readonly kind: AlarmKind
  /** Null: it is about the shift. */
  readonly personId: string | null
}

export interface Seen {
  /** Alarms that hold now. */
  readonly alarms: readonly Wanted[]
  /** Who did not come. */
  readonly noShows: readonly string[]
  /** Whose turn ends because nobody ended it, and when it did. */
  readonly unsaid: readonly { readonly personId: string; readonly at: Date }[]
  /** When time alone changes something next; null when nothing is to be expected. */
  readonly lookAt: Date | null
}

const MINUTE = 60_000
const plus = (at: Date, minutes: number) => new Date(at.getTime() + minutes * MINUTE)
/** Plans change without a word to the watch: a shift is looked at again after so long at most, while it runs and before. */
const [AGAIN_SECONDS, AGAIN_BEFORE_MINUTES] = [30, 2]

/** What a shift looks like at an instant. Pure: the same state and clock always see the same. */
export function watch(watched: Watched, now: Date): Seen {
  const rules = watched.shift.over
    ? [hours, suits, care, forgotten]
    : [missing, opening, cover, relief, hours, suits, care, forgotten]
  const seen = rules.map(rule => rule(watched, now))
  return {
    alarms: seen.flatMap(({ alarms }) => alarms),
    noShows: watched.shift.over ? [] : absent(watched, now),
    unsaid: here(watched)
      .filter(turn => now >= unsaidAt(watched, turn))
      .map(({ personId, cameAt }) => ({ personId, at: latest(watched.shift.endsAt, cameAt) })),
    lookAt: lookAt(
      watched,
      now,
      seen.flatMap(({ times }) => times),
    ),
  }
}

/** What one rule finds, and when it would find something else. */
interface Found {
  readonly alarms: readonly Wanted[]
  readonly times: readonly Date[]
}

const here = ({ turns }: Watched) => turns.filter(({ state }) => state === 'on')
const about = (kind: AlarmKind, personId: string | null = null): Wanted => ({ kind, personId })
const when = (holds: boolean, kind: AlarmKind): Wanted[] => (holds ? [about(kind)] : [])

/** Those who are expected and have not been seen: to say so without proof is to say it from anywhere. */
const awaited = ({ planned, turns }: Watched) => {
  const settled = turns.filter(({ state, proven }) => proven || state !== 'on')
  return planned.filter(one => !one.standby && !settled.some(({ personId }) => personId === one.personId))
}

/** From when somebody is waited for: whoever was asked at the last moment needs the way. */
const from = ({ reportAt, assignedAt }: Watched['planned'][number]) => (assignedAt > reportAt ? assignedAt : reportAt)

const absent = (watched: Watched, now: Date): string[] =>
  awaited(watched)
    .filter(one => now >= plus(from(one), TIMES.noShow))
    .map(({ personId }) => personId)

function missing(watched: Watched, now: Date): Found {
  const waiting = awaited(watched)
  const late = waiting.filter(one => now >= plus(from(one), TIMES.late) && now < plus(from(one), TIMES.noShow))
  const short = arrivedOn(watched.turns) < watched.shift.people && now < watched.shift.endsAt
  const gone = short ? watched.turns.filter(({ state }) => state === 'no-show') : []
  return {
    alarms: [
      ...late.map(({ personId }) => about('late', personId)),
      ...gone.map(({ personId }) => about('no-show', personId)),
    ],
    times: waiting.flatMap(one => [plus(from(one), TIMES.late), plus(from(one), TIMES.noShow)]),
  }
}

const opening = ({ shift }: Watched, now: Date): Found => ({
  alarms: when(shift.unticked && now >= shift.startsAt && now < shift.endsAt, 'not-opened'),
  times: [shift.startsAt, shift.endsAt],
})

/** Covered means that somebody checked in and has not left. */
function cover(watched: Watched, now: Date): Found {
  const { shift, turns, staying } = watched
  const runs = now >= shift.startsAt && (shift.openEnd || now < shift.endsAt)
  const there = arrivedOn(turns) + staying
  const nobody = shift.command ? 'command-empty' : 'uncovered'
  return {
    alarms: [...when(runs && there === 0, nobody), ...when(runs && there > 0 && there < shift.people, 'short')],
    times: [shift.startsAt, shift.endsAt],
  }
}

/** The countdown to the end: T−30 somebody must be planned, T−10 be here; at T nobody stays without a reason. */
function relief(watched: Watched, now: Date): Found {
  const { shift, next } = watched
  const [planBy, hereBy, overdueBy] = [
    plus(shift.endsAt, -TIMES.reliefPlanned),
    plus(shift.endsAt, -TIMES.reliefHere),
    plus(shift.endsAt, shift.openEnd ? 0 : TIMES.overdue),
  ]
  const waits = here(watched).length > 0
  const unplanned = next !== null && now >= planBy && next.planned < next.people
  const absentNext = next !== null && now >= hereBy && next.arrived < next.people
  const relieved = next === null || next.arrived >= next.people
  return {
    alarms: [
      ...when(waits && (unplanned || absentNext), 'relief'),
      ...when(waits && relieved && now >= overdueBy, 'overdue'),
    ],
    times: [planBy, hereBy, overdueBy],
  }
}

/** So many hours in any 24 are a warning, so many are too much. */
function hours(watched: Watched, now: Date): Found {
  const found = here(watched).map(({ personId }): Found => {
    const served = watched.served.get(personId) ?? 0
    const { warnMinutes, mostMinutes } = watched.limits
    const kind = served >= mostMinutes ? 'hours-stop' : served >= warnMinutes ? 'hours-warn' : null
    return {
      alarms: kind ? [about(kind, personId)] : [],
      times: [plus(now, warnMinutes - served), plus(now, mostMinutes - served)],
    }
  })
  return together(found)
}

function suits(watched: Watched, now: Date): Found {
  const worn = here(watched).flatMap(({ personId, suitSince }) => (suitSince ? [{ personId, suitSince }] : []))
  const found = worn.map(({ personId, suitSince }): Found => {
    const off = plus(suitSince, watched.shift.suitMost)
    return { alarms: now >= off ? [about('suit', personId)] : [], times: [off] }
  })
  return together(found)
}

const latest = (first: Date, ...others: (Date | null)[]): Date =>
  new Date(Math.max(first.getTime(), ...others.map(at => at?.getTime() ?? 0)))

/** When somebody who has not checked out is taken to have gone with the plan. */
function unsaidAt({ shift }: Watched, { cameAt, stayedAt }: WatchedTurn): Date {
  const grace = shift.openEnd || stayedAt ? TIMES.unsaidOpen : TIMES.unsaid
  return plus(latest(shift.endsAt, cameAt, stayedAt), grace)
}

/** Nobody checked out, and nobody has said since when it really was. */
function forgotten(watched: Watched, now: Date): Found {
  const told = watched.turns
    .filter(({ unsaid }) => unsaid)
    .map(turn => ({ turn, until: plus(unsaidAt(watched, turn), TIMES.unsaidTold) }))
  return {
    alarms: told.filter(({ until }) => now < until).map(({ turn }) => about('not-checked-out', turn.personId)),
    times: [...told.map(({ until }) => until), ...here(watched).map(turn => unsaidAt(watched, turn))],
  }
}

const care = ({ careWaits }: Watched): Found => ({ alarms: when(careWaits, 'care'), times: [] })

const together = (found: readonly Found[]): Found => ({
  alarms: found.flatMap(({ alarms }) => alarms),
  times: found.flatMap(({ times }) => times),
})

function lookAt(watched: Watched, now: Date, times: readonly Date[]): Date | null {
  const { shift } = watched
  const live = here(watched).length > 0 || (!shift.over && (shift.openEnd || now < shift.endsAt))
  const first = Math.min(...watched.planned.map(({ reportAt }) => reportAt.getTime()), shift.startsAt.getTime())
  const again = now.getTime() >= first ? AGAIN_SECONDS * 1000 : AGAIN_BEFORE_MINUTES * MINUTE
  const ahead = times.map(time => time.getTime()).filter(time => time > now.getTime())
  if (!live && ahead.length === 0) return null
  return new Date(Math.min(...ahead, ...(live ? [now.getTime() + again] : [])))
}

/** How far an alarm has climbed, and when it climbs on; the first step that is told is the lowest. */
export function climb(kind: AlarmKind, since: Date, now: Date): { step: Step; told: Step[]; nextAt: Date | null } {
  const rungs = STEPS.flatMap(step => {
    const minutes = LADDERS[kind][step]
    return minutes === undefined ? [] : [{ step, at: plus(since, minutes) }]
  })
  const told = rungs.filter(({ at }) => at <= now).map(({ step }) => step)
  const next = rungs.find(({ at }) => at > now)
  return { step: told.at(-1) ?? rungs[0]!.step, told, nextAt: next?.at ?? null }
}
