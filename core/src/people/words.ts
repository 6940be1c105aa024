import type { Words } from '../platform/shapes.ts'
import { AVAILABILITY, SKILLS } from './wire.ts'

/** What a choice is called, and what else people write for it. */
interface Choice extends Words {
  readonly also?: readonly string[]
}

export const SKILL_WORDS: Readonly<Record<(typeof SKILLS)[number], Choice>> = {
  medical: { zh: '医护', en: 'Medical', also: ['医疗', '医生', '护士'] },
  driving: { zh: '驾驶', en: 'Driving', also: ['司机', '开车'] },
  'data-entry': { zh: '信息录入', en: 'Data entry', also: ['录入', '数据录入'] },
  dialect: { zh: '方言', en: 'Local dialect', also: ['本地话', 'dialect'] },
  'sign-language': { zh: '手语', en: 'Sign language' },
  counselling: { zh: '心理疏导', en: 'Counselling', also: ['心理', '心理咨询'] },
  logistics: { zh: '物资搬运', en: 'Logistics', also: ['物流', '后勤', '搬运'] },
  electrical: { zh: '水电维修', en: 'Electrical work', also: ['电工', '水电', 'electrical'] },
  'first-aid': { zh: '急救', en: 'First aid' },
  drone: { zh: '无人机', en: 'Drone' },
}

export const AVAILABILITY_WORDS: Readonly<Record<(typeof AVAILABILITY)[number], Choice>> = {
  'any-time': { zh: '随时', en: 'Any time', also: ['都可以', '全天'] },
  daytime: { zh: '白天', en: 'Daytime' },
  evenings: { zh: '晚上', en: 'Evenings', also: ['夜间'] },
  weekends: { zh: '周末', en: 'Weekends' },
  'not-now': { zh: '暂时不行', en: 'Not for now', also: ['暂不', '没空'] },
}

const key = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '')

function finder<K extends string>(names: readonly K[], words: Readonly<Record<K, Choice>>) {
  const byWord = new Map<string, K>()
  for (const name of names) {
    const { zh, en, also = [] } = words[name]
    for (const word of [name, zh, en, ...also]) byWord.set(key(word), name)
  }
  return (written: string): K | null => byWord.get(key(written)) ?? null
}

/** The skill or the time a person wrote, in either language; null when it is none we know. */
export const skillOf = finder(SKILLS, SKILL_WORDS)
export const availabilityOf = finder(AVAILABILITY, AVAILABILITY_WORDS)
