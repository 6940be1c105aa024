import type { Words } from '../platform/shapes.ts'
import { inHours } from './guard-sentences.ts'

/** Why the engine puts somebody somewhere: each a short sentence that a desk can check. */
export const BECAUSE = {
  load: (minutes: number, average: number): Words => ({
    zh: `近 14 天 ${inHours(minutes)} 小时，平均 ${inHours(average)} 小时`,
    en: `${inHours(minutes)} h in the last 14 days, ${inHours(average)} h on average`,
  }),
  home: (level: 'community' | 'street' | 'county'): Words =>
    ({
      community: { zh: '住在本社区', en: 'lives in this community' },
      street: { zh: '住在本街道', en: 'lives in this street' },
      county: { zh: '住在本区', en: 'lives in this district' },
    })[level],
  skill: (words: Words): Words => ({ zh: `具备技能：${words.zh}`, en: `has the skill: ${words.en}` }),
  mates: (number: number): Words => ({
    zh: `与同队 ${number} 人同岗`,
    en: `with ${number} of the same team`,
  }),
  wish: (): Words => ({ zh: '本人希望这天上岗', en: 'asked for this day' }),
  stays: (): Words => ({ zh: '原已安排在此', en: 'was placed here before' }),
  rest: (minutes: number): Words => ({
    zh: `上岗前休息 ${inHours(minutes)} 小时`,
    en: `${inHours(minutes)} h of rest before`,
  }),
} as const
