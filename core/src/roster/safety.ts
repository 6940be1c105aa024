import type { Words } from '../platform/shapes.ts'

/**
 * How much may be asked of a person. Defaults of the house; a city may be stricter within {@link LIMIT_BOUNDS}, and looser
 * only for one person on one shift: by override, with a reason and a second name. Sources: two-to-one work and rest, 14 days'
 * assignment (NWCG incident business practice); 8 h between shifts; a protective suit at most 4 h (hospital practice of
 * 2020, PLA General Hospital); the rest is our own.
 */
export interface SafetyLimits {
  /** Least minutes between the end of one duty and the report time of the next. */
  readonly restMinutes: number
  /** A pause up to this long belongs to one duty (relieved and sent on the same day); a longer one is going home, and then rest is due. */
  readonly pauseMinutes: number
  /** Served and planned minutes in any 24 h: more than the first is warned of, more than the second stops. */
  readonly warnMinutes: number
  readonly mostMinutes: number
  /** One spell in a protective suit. A post may ask for less. */
  readonly suitMinutes: number
  /** One spell without a break while the city says it is hot; null: it is not. */
  readonly heatMinutes: number | null
  /** Days with duty in any seven. */
  readonly mostDaysInSeven: number
  /** Night shifts (an hour or more between 00:00 and 05:00) in a row. */
  readonly mostNights: number
}

export const SAFETY: SafetyLimits = {
  restMinutes: 8 * 60,
  pauseMinutes: 3 * 60,
  warnMinutes: 8 * 60,
  mostMinutes: 12 * 60,
  suitMinutes: 4 * 60,
  heatMinutes: null,
  mostDaysInSeven: 6,
  mostNights: 3,
}

/** What a city may set a limit to, in the limit's own unit, and why it may not be looser. */
export interface LimitBound {
  readonly name: Words
  readonly unit: Words
  readonly least: number
  readonly most: number
  readonly why: Words
}

const MINUTES: Words = { zh: '分钟', en: 'minutes' }
const OWN: Words = { zh: '这是系统的保护底线', en: 'the house protects people no less than that' }

/** The law where there is one. Labour Law of the PRC (2018): art. 36 eight hours a day, art. 38 a day of rest in each week. */
export const LIMIT_BOUNDS: Readonly<Record<keyof SafetyLimits, LimitBound>> = {
  restMinutes: {
    name: { zh: '两班之间的休息', en: 'rest between two duties' },
    unit: MINUTES,
    least: SAFETY.restMinutes,
    most: 24 * 60,
    why: OWN,
  },
  pauseMinutes: {
    name: { zh: '同一次上岗中的间歇', en: 'a pause within one duty' },
    unit: MINUTES,
    least: 0,
    most: SAFETY.pauseMinutes,
    why: OWN,
  },
  warnMinutes: {
    name: { zh: '24 小时内的提醒线', en: 'the warning within 24 hours' },
    unit: MINUTES,
    least: 60,
    most: SAFETY.warnMinutes,
    why: { zh: '劳动法第三十六条：每日不超过 8 小时', en: 'Labour Law art. 36: eight hours a day' },
  },
  mostMinutes: {
    name: { zh: '24 小时内的停止线', en: 'the stop within 24 hours' },
    unit: MINUTES,
    least: 60,
    most: SAFETY.mostMinutes,
    why: { zh: '24 小时内至少一半时间休息', en: 'half of any 24 hours is rest' },
  },
  suitMinutes: {
    name: { zh: '防护服一次穿着', en: 'one spell in a protective suit' },
    unit: MINUTES,
    least: 30,
    most: SAFETY.suitMinutes,
    why: { zh: '医院实践：一次最多 4 小时', en: 'hospital practice: four hours at most' },
  },
  heatMinutes: {
    name: { zh: '高温下连续作业', en: 'one spell in the heat' },
    unit: MINUTES,
    least: 15,
    most: 120,
    why: {
      zh: '高温连续作业最多 2 小时就要休息',
      en: 'in the heat a break is due after two hours at most',
    },
  },
  mostDaysInSeven: {
    name: { zh: '7 天内上岗天数', en: 'days with duty in any seven' },
    unit: { zh: '天', en: 'days' },
    least: 1,
    most: SAFETY.mostDaysInSeven,
    why: { zh: '劳动法第三十八条：每周至少休息一日', en: 'Labour Law art. 38: one day of rest in each week' },
  },
  mostNights: {
    name: { zh: '连续夜班', en: 'nights in a row' },
    unit: { zh: '个', en: 'nights' },
    least: 1,
    most: SAFETY.mostNights,
    why: OWN,
  },
}

const names = () => Object.keys(LIMIT_BOUNDS) as (keyof SafetyLimits)[]

/** The first limit that lies outside what the house accepts; null: all is well. */
export function beyondBounds(limits: SafetyLimits): LimitBound | null {
  const within = withinBounds(limits)
  const beyond = names().find(name => within[name] !== limits[name])
  return beyond ? LIMIT_BOUNDS[beyond] : null
}

/** The same limits, none looser than the house accepts. Heat that is not said has no limit. */
export function withinBounds(limits: SafetyLimits): SafetyLimits {
  const bounded = names().map(name => {
    const { least, most } = LIMIT_BOUNDS[name]
    const value = limits[name]
    return [name, value === null ? null : Math.min(most, Math.max(least, value))]
  })
  return Object.fromEntries(bounded) as SafetyLimits
}
