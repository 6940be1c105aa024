// The guard against a slow truth that looks at every minute, and one story for each rule.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantAt, momentIn } from '../platform/moment.ts'
import { wallClock } from '../platform/wall-clock.ts'
import { type Duty, FIRM, type Guarded, guard, minutesInDay, type Span, stops } from './guard.ts'
import { LIMIT_BOUNDS, SAFETY, type SafetyLimits } from './safety.ts'

const ZONE = 'Asia/Shanghai'
const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** Stretches of the property begin and end on half hours. */
const HALF = 30
/** A wall clock reading in Xuzhou, as milliseconds. */
const at = (text: string): number => new Date(`${text.replace(' ', 'T')}:00+08:00`).getTime()
const span = (from: string, until: string): Span => ({ from: at(from), until: at(until), day: from.slice(0, 10) })
const duty = (from: string, until: string, over: Partial<Duty> = {}): Duty => ({
  ...span(from, until),
  danger: false,
  suitMinutes: null,
  skills: [],
  ...over,
})
const person = (over: Partial<Guarded> = {}): Guarded => ({
  spans: [],
  skills: [],
  availability: 'any-time',
  lightDuty: false,
  fit: true,
  coveredUntil: null,
  exempt: [],
  ...over,
})
const judge = (who: Partial<Guarded>, what: Duty, limits: Partial<SafetyLimits> = {}) =>
  guard(person(who), what, { ...SAFETY, ...limits }, ZONE)
const rules = (...given: Parameters<typeof judge>) => judge(...given).map(({ rule, level }) => `${rule} ${level}`)

describe('rest', () => {
  it('of 5.5 hours after 01:30 is refused in numbers; of 8 hours it is enough', () => {
    const spans = [span('2022-03-27 17:30', '2022-03-28 01:30')]
    expect(judge({ spans }, duty('2022-03-28 07:00', '2022-03-28 09:00'))).toContainEqual({
      rule: 'rest',
      level: 'stop',
      zh: '间隔 5.5 小时，少于 8 小时',
      en: '5.5 h between shifts, less than 8 h',
    })
    expect(rules({ spans }, duty('2022-03-28 09:30', '2022-03-28 13:00'))).toEqual(['hours warn'])
  })

  it('is asked for before a later shift too', () => {
    const spans = [span('2022-03-28 18:00', '2022-03-28 20:00')]
    expect(rules({ spans }, duty('2022-03-28 08:00', '2022-03-28 12:00'))).toEqual(['rest stop'])
  })

  it('is not asked for in a pause: relieved at 13:10, sent on at 14:00', () => {
    const spans = [span('2022-03-28 08:00', '2022-03-28 13:10')]
    expect(rules({ spans }, duty('2022-03-28 14:00', '2022-03-28 16:00'))).toEqual([])
  })
})

describe('hours', () => {
  it('warn above eight and stop above twelve in any 24 h, whichever 24 h these are', () => {
    expect(rules({}, duty('2022-03-28 08:00', '2022-03-28 16:00'))).toEqual([])
    expect(rules({}, duty('2022-03-28 08:00', '2022-03-28 16:01'))).toEqual(['hours warn'])
    expect(rules({}, duty('2022-03-28 08:00', '2022-03-28 20:00'))).toEqual(['hours warn'])
    expect(rules({}, duty('2022-03-28 08:00', '2022-03-28 20:01'))).toEqual(['hours stop'])
    const spans = [span('2022-03-28 06:00', '2022-03-28 09:00')]
    expect(rules({ spans }, duty('2022-03-28 20:00', '2022-03-29 06:00'))).toContain('hours stop')
  })
})

describe('days and nights', () => {
  const daily = (from: number, count: number, start: string, end: string) =>
    Array.from({ length: count }, (_, nth) => {
      const day = `2022-03-${String(from + nth).padStart(2, '0')}`
      return span(`${day} ${start}`, `${day} ${end}`)
    })

  it('stop on the seventh day of seven, also when the gap lies between', () => {
    expect(rules({ spans: daily(21, 5, '08:00', '12:00') }, duty('2022-03-26 08:00', '2022-03-26 12:00'))).toEqual([])
    expect(rules({ spans: daily(20, 6, '08:00', '12:00') }, duty('2022-03-26 08:00', '2022-03-26 12:00'))).toEqual([
      'days stop',
    ])
    const around = [...daily(20, 3, '08:00', '12:00'), ...daily(24, 3, '08:00', '12:00')]
    expect(rules({ spans: around }, duty('2022-03-23 08:00', '2022-03-23 12:00'))).toEqual(['days stop'])
  })

  it('count a night for its evening, and a fourth night in a row stops', () => {
    const evenings = [21, 22, 23].map(day => span(`2022-03-${day} 23:00`, `2022-03-${day + 1} 02:00`))
    const fourth = duty('2022-03-24 23:00', '2022-03-25 02:00')
    expect(rules({ spans: evenings }, fourth)).toEqual(['nights stop'])
    expect(rules({ spans: evenings.slice(1) }, fourth)).toEqual([])
    // Half an hour after midnight is no night.
    expect(rules({ spans: evenings }, duty('2022-03-24 22:00', '2022-03-25 00:30'))).toEqual([])
  })

  it('are counted by the wall clock over a month’s end and a leap day', () => {
    const spans = ['2024-02-27', '2024-02-28', '2024-02-29'].map(day => {
      const from = at(`${day} 23:00`)
      return { from, until: from + 180 * MINUTE, day }
    })
    expect(rules({ spans }, duty('2024-03-01 23:00', '2024-03-02 02:00'))).toEqual(['nights stop'])
  })
})

describe('a post', () => {
  it('that is dangerous needs insurance through the last day of the shift', () => {
    const night = duty('2022-03-28 22:00', '2022-03-29 04:00', { danger: true })
    expect(rules({}, night)).toEqual(['insurance stop'])
    expect(rules({ coveredUntil: '2022-03-28' }, night)).toEqual(['insurance stop'])
    // The day on which cover ends is not for everybody's eyes.
    expect(judge({ coveredUntil: '2022-03-28' }, night)).toEqual(judge({}, night))
    expect(rules({ coveredUntil: '2022-03-29' }, night)).toEqual([])
    expect(
      rules({ coveredUntil: '2022-03-28' }, duty('2022-03-28 22:00', '2022-03-29 00:00', { danger: true })),
    ).toEqual([])
  })

  it('is refused in one sentence to whoever is not fit, exempt, or on light duty where it is dangerous, suited or at night', () => {
    const day = duty('2022-03-28 08:00', '2022-03-28 12:00')
    const heavy = [{ ...day, danger: true }, { ...day, suitMinutes: 240 }, duty('2022-03-28 00:00', '2022-03-28 04:00')]
    const covered = { coveredUntil: '2022-12-31' }
    const exempt = [{ from: '2022-03-01', until: null }]
    const said = [
      ...[day, ...heavy].flatMap(post => [
        judge({ ...covered, fit: false }, post),
        judge({ ...covered, exempt }, post),
      ]),
      ...heavy.map(post => judge({ ...covered, lightDuty: true }, post)),
    ]
    for (const verdicts of said) expect(verdicts).toEqual(said[0])
    expect(said[0]).toEqual([
      { rule: 'unavailable', level: 'stop', zh: '此人不可安排到这一班', en: 'is not available for this shift' },
    ])
    // Two of these at once say no more than one.
    expect(judge({ ...covered, fit: false, lightDuty: true, exempt }, heavy[0]!)).toEqual(said[0])
    expect(rules({ lightDuty: true }, day)).toEqual([])
  })

  it('wants one skill of each of its lists, and names what is missing', () => {
    const skilled = duty('2022-03-28 08:00', '2022-03-28 12:00', {
      skills: [['medical', 'first-aid'], [], ['driving']],
    })
    expect(rules({ skills: ['first-aid', 'driving'] }, skilled)).toEqual([])
    expect(judge({ skills: ['driving'] }, skilled)).toMatchObject([{ rule: 'skill', zh: '缺少所需技能：医护或急救' }])
  })

  it('warns where a suit or the heat asks for a break', () => {
    const long = duty('2022-03-28 08:00', '2022-03-28 14:00', { suitMinutes: 180 })
    expect(judge({}, long)).toMatchObject([{ rule: 'suit', level: 'warn', en: expect.stringContaining('3 h at most') }])
    expect(rules({}, { ...long, suitMinutes: null }, { heatMinutes: 120 })).toEqual(['heat warn'])
  })

  it('is not for whoever is exempt on one of its days; convenience only warns', () => {
    const night = duty('2022-03-28 22:00', '2022-03-29 00:30')
    expect(rules({ exempt: [{ from: '2022-03-29', until: null }] }, night)).toEqual(['unavailable stop'])
    expect(rules({ exempt: [{ from: '2022-03-01', until: '2022-03-27' }] }, night)).toEqual([])
    expect(rules({ availability: 'daytime' }, night)).toEqual(['availability warn'])
    expect(rules({ availability: 'evenings' }, night)).toEqual([])
    // 28 March 2022 was a Monday, 2 April a Saturday.
    expect(rules({ availability: 'weekends' }, night)).toEqual(['availability warn'])
    expect(rules({ availability: 'weekends' }, duty('2022-04-02 08:00', '2022-04-02 12:00'))).toEqual([])
    expect(rules({ availability: 'not-now' }, night)).toEqual(['availability warn'])
  })
})

describe('an override', () => {
  it('lifts what is asked of a person, never the law, a place or their own word', () => {
    const spans = [span('2022-03-28 00:00', '2022-03-28 01:30')]
    const tired = judge({ spans }, duty('2022-03-28 07:00', '2022-03-28 09:00'))
    expect([stops(tired), stops(tired, true)]).toEqual([true, false])
    for (const rule of FIRM) expect(stops([{ rule, level: 'stop', zh: '', en: '' }], true)).toBe(true)
    expect(stops([{ rule: 'hours', level: 'warn', zh: '', en: '' }])).toBe(false)
  })
})

describe('the night on which clocks change', () => {
  // In Berlin they went forward on 27 March 2022 and back on 30 October.
  const berlin = (from: string, until: string): Span => {
    const [begins, ends] = [from, until].map(text => instantAt('Europe/Berlin', text.slice(0, 10), text.slice(11)))
    return { from: begins!.getTime(), until: ends!.getTime(), day: from.slice(0, 10) }
  }
  const rulesOf = (spans: Span[], one: Span) =>
    guard(person({ spans }), { ...one, danger: false, suitMinutes: null, skills: [] }, SAFETY, 'Europe/Berlin').map(
      ({ rule, level }) => `${rule} ${level}`,
    )

  it('is an hour of rest less, or one more, than the wall shows', () => {
    const spring = berlin('2022-03-26 16:00', '2022-03-26 23:30')
    expect(rulesOf([spring], berlin('2022-03-27 08:00', '2022-03-27 10:00'))).toContain('rest stop')
    const autumn = berlin('2022-10-29 18:00', '2022-10-30 00:30')
    expect(rulesOf([autumn], berlin('2022-10-30 07:30', '2022-10-30 09:00'))).not.toContain('rest stop')
  })

  it('is one night, of its evening', () => {
    const nights = [25, 26, 27].map(day => berlin(`2022-03-${day} 22:00`, `2022-03-${day + 1} 03:30`))
    expect(rulesOf(nights, berlin('2022-03-28 22:00', '2022-03-29 03:30'))).toContain('nights stop')
    expect(rulesOf(nights.slice(1), berlin('2022-03-28 22:00', '2022-03-29 03:30'))).not.toContain('nights stop')
  })
})

describe('minutes of the last day', () => {
  it('are what was served in the 24 h before, however stretches lie', () => {
    const spans = [
      span('2022-03-27 10:00', '2022-03-27 14:00'),
      span('2022-03-28 08:00', '2022-03-28 13:10'),
      span('2022-03-28 12:00', '2022-03-28 13:10'),
      span('2022-03-28 18:00', '2022-03-28 20:00'),
    ]
    expect(minutesInDay(spans, at('2022-03-28 13:15'))).toBe(310 + 45)
  })
})

describe('the wall clock', () => {
  it('shows what Intl shows, in zones of odd hours and with summer time', () => {
    const zones = fc.constantFrom(ZONE, 'Asia/Kathmandu', 'America/St_Johns', 'Europe/Berlin', 'UTC')
    const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const wall = new Date(Math.floor(wallClock(zone)(instant.getTime())) * MINUTE)
        const { year, month, day, hour, minute } = momentIn(zone, instant)
        expect(wall.toISOString().slice(0, 16)).toBe(
          new Date(Date.UTC(year, month - 1, day, hour, minute)).toISOString().slice(0, 16),
        )
      }),
      { numRuns: 300 },
    )
  })
})

/** Every minute of the weeks around: how many were served before it. */
class Minutes {
  private readonly start = at('2022-02-20 00:00')
  private readonly before = new Uint32Array(60 * 1440 + 1)
  constructor(spans: readonly Span[]) {
    const on = new Uint8Array(60 * 1440)
    for (const { from, until } of spans) on.fill(1, (from - this.start) / MINUTE, (until - this.start) / MINUTE)
    for (const [nth, one] of on.entries()) this.before[nth + 1] = this.before[nth]! + one
  }
  served(from: number, until: number): number {
    return this.before[(until - this.start) / MINUTE]! - this.before[(from - this.start) / MINUTE]!
  }
}

/** The same questions, asked of every minute. */
function truth(spans: readonly Span[], what: Duty, limits: SafetyLimits): string[] {
  const said: string[] = []
  const all = new Minutes([...spans, what])
  const other = new Minutes(spans)
  if (other.served(what.from, what.until) > 0) said.push('overlap stop')
  const before = quiet(minute => other.served(what.from - minute * MINUTE, what.from) > 0)
  const after = quiet(minute => other.served(what.until, what.until + minute * MINUTE) > 0)
  if ([before, after].some(gap => gap > limits.pauseMinutes && gap < limits.restMinutes)) said.push('rest stop')
  let most = 0
  for (let end = what.from + MINUTE; end < what.until + 1440 * MINUTE; end += MINUTE)
    most = Math.max(most, all.served(end - 1440 * MINUTE, end))
  if (most > limits.mostMinutes) said.push('hours stop')
  else if (most > limits.warnMinutes) said.push('hours warn')
  if (fullestWeek([...spans, what], what) > limits.mostDaysInSeven) said.push('days stop')
  if (longestRow([...spans, what], what) > limits.mostNights) said.push('nights stop')
  const minutes = (what.until - what.from) / MINUTE
  if (what.suitMinutes !== null && minutes > Math.min(what.suitMinutes, limits.suitMinutes)) said.push('suit warn')
  if (limits.heatMinutes !== null && minutes > limits.heatMinutes) said.push('heat warn')
  return said
}

/** The most days with duty in any seven that hold the day of this one. */
function fullestWeek(spans: readonly Span[], { day }: Span): number {
  const served = new Set(spans.map(span => Date.parse(span.day) / DAY))
  const weeks = Array.from({ length: 7 }, (_, back) => Date.parse(day) / DAY - back)
  return Math.max(...weeks.map(first => [...served].filter(one => one >= first && one < first + 7).length))
}

/** The longest row of nights, an hour or more of each served between midnight and five, that holds a night of this one. */
function longestRow(spans: readonly Span[], what: Span): number {
  const nightsOf = ({ from, until }: Span) => {
    const minutes = new Map<number, number>()
    for (let now = from; now < until; now += HALF * MINUTE) {
      const wall = new Date(now + 480 * MINUTE)
      const day = Math.floor(wall.getTime() / DAY)
      if (wall.getUTCHours() < 5) minutes.set(day, (minutes.get(day) ?? 0) + HALF)
    }
    return [...minutes].filter(([, sum]) => sum >= 60).map(([day]) => day)
  }
  const all = new Set(spans.flatMap(nightsOf))
  const rows = nightsOf(what).map(day => {
    let row = 1
    for (let step = 1; all.has(day - step); step++) row += 1
    for (let step = 1; all.has(day + step); step++) row += 1
    return row
  })
  return Math.max(0, ...rows)
}

/** How many whole minutes nothing is heard, up to a day. */
function quiet(heard: (minutes: number) => boolean): number {
  for (let minute = 1; minute <= 1440; minute++) if (heard(minute)) return minute - 1
  return Number.POSITIVE_INFINITY
}

describe('whatever a person has served and is planned for', () => {
  const stretch = fc
    .record({ start: fc.integer({ min: -240, max: 240 }), length: fc.integer({ min: 1, max: 26 }) })
    .map(({ start, length }): Span => {
      const from = at('2022-03-12 08:00') + start * HALF * MINUTE
      const day = new Date(from + 480 * MINUTE).toISOString().slice(0, 10)
      return { from, until: from + length * HALF * MINUTE, day }
    })
  const within = (name: keyof SafetyLimits) => {
    const { least, most } = LIMIT_BOUNDS[name]
    return fc.integer({ min: least, max: most })
  }
  /** Whatever a city may set. */
  const limits = fc
    .record({
      restMinutes: within('restMinutes'),
      pauseMinutes: within('pauseMinutes'),
      warnMinutes: within('warnMinutes'),
      mostMinutes: within('mostMinutes'),
      suitMinutes: within('suitMinutes'),
      heatMinutes: fc.option(within('heatMinutes')),
      mostDaysInSeven: within('mostDaysInSeven'),
      mostNights: within('mostNights'),
    })
    .map((given): SafetyLimits => ({ ...given, mostMinutes: Math.max(given.warnMinutes, given.mostMinutes) }))
  const suit = fc.option(fc.integer({ min: 30, max: 480 }))

  it('says of every limit a city may set what every single minute says', () => {
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 10 }), stretch, suit, limits, (spans, one, suitMinutes, given) => {
        const what: Duty = { ...one, danger: false, suitMinutes, skills: [] }
        const said = guard(person({ spans }), what, given, ZONE).map(({ rule, level }) => `${rule} ${level}`)
        expect(said).toEqual(truth(spans, what, given))
      }),
      { numRuns: 250 },
    )
  })
})
