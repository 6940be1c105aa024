import type { Words } from '../platform/shapes.ts'
import { asDuration } from './guard-sentences.ts'

/** How near somebody is to a post: by residence, or by the post they have just been relieved from. */
export const NEARNESS = ['community', 'street', 'area', 'city'] as const
export type Nearness = (typeof NEARNESS)[number]

/** What is looked at when people are ranked for a shortage. */
export interface Fitting {
  readonly standby: boolean
  readonly home: Nearness
  /** How near the post is that they left within the last hours; null: none. */
  readonly relieved: Nearness | null
  readonly onCall: boolean
  /** Minutes on duty in the 24 h before the shift. */
  readonly minutes: number
  /** How often they were asked in the last seven days. */
  readonly asked: number
  readonly warnings: number
}

/** What each kilometre, hour and question weighs, in points; fewer is better. Our own, to be read and changed. */
const POINTS = {
  near: { community: 0, street: 15, area: 35, city: 60 },
  onCall: -20,
  hour: 4,
  asked: 8,
  warning: 10,
} as const

/** Least first. Standby stands before everybody else, whatever else is true of them. */
export function pointsOf({ standby, home, relieved, onCall, minutes, asked, warnings }: Fitting): number {
  const near = Math.min(POINTS.near[home], relieved ? POINTS.near[relieved] : Number.POSITIVE_INFINITY)
  return (
    (standby ? -1000 : 0) +
    near +
    (onCall ? POINTS.onCall : 0) +
    (minutes / 60) * POINTS.hour +
    asked * POINTS.asked +
    warnings * POINTS.warning
  )
}

const PLACES: Readonly<Record<Nearness, Words>> = {
  community: { zh: '同社区', en: 'the same community' },
  street: { zh: '同街道', en: 'the same street' },
  area: { zh: '同区县', en: 'the same county' },
  city: { zh: '本市其他区县', en: 'another county of the city' },
}

/** Why somebody stands where they stand, in words. */
export function reasonsOf({ standby, home, relieved, onCall, minutes, asked }: Fitting): Words[] {
  const served = asDuration(minutes)
  return [
    ...(standby ? [{ zh: '本班备勤', en: 'on standby for this shift' }] : []),
    ...(relieved
      ? [{ zh: `刚从${PLACES[relieved].zh}的岗位下来`, en: `just relieved from a post in ${PLACES[relieved].en}` }]
      : []),
    { zh: `住${PLACES[home].zh}`, en: `lives in ${PLACES[home].en}` },
    ...(onCall ? [{ zh: '随叫随到', en: 'on call for any post' }] : []),
    minutes > 0
      ? { zh: `24 小时内已服务 ${served.zh}`, en: `${served.en} on duty within 24 h` }
      : { zh: '24 小时内没有上岗', en: 'no duty within 24 h' },
    asked > 0
      ? { zh: `近 7 天被询问 ${asked} 次`, en: `asked ${asked} times in the last 7 days` }
      : { zh: '近 7 天没有被询问过', en: 'not asked in the last 7 days' },
  ]
}

/** How many to ask next: more each time, so that the first few are not flooded out and an empty hall fills in the end. */
export const waveSize = (missing: number, wave: number): number => Math.min(200, Math.max(3, missing * 2) * 2 ** wave)
