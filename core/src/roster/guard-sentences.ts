import type { AVAILABILITY, SKILLS } from '../people/wire.ts'
import { AVAILABILITY_WORDS, SKILL_WORDS } from '../people/words.ts'
import type { Words } from '../platform/shapes.ts'

/** Minutes as hours with at most one digit: 5.5, 8. */
export const inHours = (minutes: number): string => String(Math.round(minutes / 6) / 10)

/** Minutes as people say them: 5 小时 10 分, 5 h 10 min. */
export function asDuration(minutes: number): Words {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)]
  if (hours === 0) return { zh: `${rest} 分钟`, en: `${rest} min` }
  return rest === 0
    ? { zh: `${hours} 小时`, en: `${hours} h` }
    : { zh: `${hours} 小时 ${rest} 分`, en: `${hours} h ${rest} min` }
}

/** What the guard says, with its numbers. Never why somebody is not available. */
export const GUARD_SENTENCES = {
  overlap: (): Words => ({ zh: '该时段已另有安排', en: 'is placed elsewhere at that time' }),
  rest: (gap: number, least: number): Words => ({
    zh: `间隔 ${inHours(gap)} 小时，少于 ${inHours(least)} 小时`,
    en: `${inHours(gap)} h between shifts, less than ${inHours(least)} h`,
  }),
  hours: (minutes: number, most: number): Words => ({
    zh: `24 小时内共 ${inHours(minutes)} 小时，超过 ${inHours(most)} 小时`,
    en: `${inHours(minutes)} h within 24 h, more than ${inHours(most)} h`,
  }),
  days: (days: number, most: number): Words => ({
    zh: `7 天内上岗 ${days} 天，超过 ${most} 天`,
    en: `duty on ${days} days of seven, more than ${most}`,
  }),
  nights: (nights: number, most: number): Words => ({
    zh: `连续 ${nights} 个夜班，超过 ${most} 个`,
    en: `${nights} nights in a row, more than ${most}`,
  }),
  suit: (minutes: number, most: number): Words => ({
    zh: `本班 ${inHours(minutes)} 小时，防护服一次最多穿 ${inHours(most)} 小时，须安排中途更换`,
    en: `${inHours(minutes)} h on a post where a suit is worn ${inHours(most)} h at most: plan a change`,
  }),
  heat: (minutes: number, most: number): Words => ({
    zh: `高温：本班 ${inHours(minutes)} 小时，每 ${inHours(most)} 小时须安排休息`,
    en: `heat: ${inHours(minutes)} h, plan a break every ${inHours(most)} h`,
  }),
  // NOTE: without the day on which cover ends: only the person's unit and the city's desk read that.
  insurance: (): Words => ({
    zh: '危险岗位须先有保险，此人没有覆盖本班的保险登记（志愿服务条例第17条）',
    en: 'a dangerous post needs insurance first; none is recorded that covers this shift',
  }),
  unavailable: (): Words => ({ zh: '此人不可安排到这一班', en: 'is not available for this shift' }),
  skill: (missing: readonly (readonly (typeof SKILLS)[number][])[]): Words => ({
    zh: `缺少所需技能：${missing.map(list => list.map(one => SKILL_WORDS[one].zh).join('或')).join('；')}`,
    en: `lacks a skill: ${missing.map(list => list.map(one => SKILL_WORDS[one].en).join(' or ')).join('; ')}`,
  }),
  availability: (chosen: (typeof AVAILABILITY)[number]): Words => ({
    zh: `本人注明的方便时间：${AVAILABILITY_WORDS[chosen].zh}`,
    en: `convenient times as stated: ${AVAILABILITY_WORDS[chosen].en}`,
  }),
}
