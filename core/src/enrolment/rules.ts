import type { CountUnit } from '../platform/kind.ts'
import type { Words } from '../platform/shapes.ts'

/** Changes whenever a figure of the same facts would come out differently. Frozen bulletins name theirs. */
export const RULE_VERSION = 'double-report/1'

/** 口径: how one figure is counted. */
export interface CountingRule extends Words {
  readonly key: string
  readonly unit: CountUnit
  /** The figure's own name. */
  readonly words: Words
}

const rule = <const K extends string>(key: K, unit: CountUnit, words: Words, zh: string, en: string) => ({
  key,
  unit,
  words,
  zh,
  en,
})

/** Common to all: what was recorded by the instant and was not moved or left by then. */
const STANDING: Words = {
  zh: '按系统收到的时间，到该时刻仍有效的报到',
  en: 'Reports that the system had heard by the instant and that had not been moved or left by then',
}

/** The counting rules of the double report, each in one place: they are queried, shown and frozen from here. */
export const RULES = {
  people: rule(
    'people',
    'PERSONS',
    { zh: '报到人数', en: 'People reported' },
    `${STANDING.zh}；同一人在几个社区报到只计1人。`,
    `${STANDING.en}; a person who reported to several communities counts once.`,
  ),
  units: rule(
    'units',
    'UNITS',
    { zh: '报到单位', en: 'Units' },
    '报到人员报到时所在单位，按最上级单位去重；下属单位不另计。',
    'Units of those who reported, as they were when reporting, counted by the topmost unit: sub-units do not add.',
  ),
  areas: rule(
    'areas',
    'AREAS',
    { zh: '覆盖区域', en: 'Areas' },
    '有人报到的社区（村）所在的区、县（市）和开发区，去重。',
    'Districts, counties and zones of the communities reported to, each once.',
  ),
  zones: rule(
    'zones',
    'AREAS',
    { zh: '其中：开发区', en: 'Of these: zones' },
    '覆盖区域中的开发区等功能区。',
    'Development zones and the like among the areas.',
  ),
  streets: rule(
    'streets',
    'STREETS',
    { zh: '覆盖街道', en: 'Streets' },
    '有人报到的社区（村）所在的街道，去重；镇、乡不计入街道。',
    'Streets of the communities reported to, each once; towns and townships are no streets.',
  ),
  communities: rule(
    'communities',
    'COMMUNITIES',
    { zh: '覆盖社区', en: 'Communities' },
    '有人报到的社区（村），去重。',
    'Communities and villages reported to, each once.',
  ),
  memberships: rule(
    'memberships',
    'PERSON_TIMES',
    { zh: '报到人次', en: 'Reports' },
    `${STANDING.zh}；同一人在居住地和共建社区各报到一次，计2人次。`,
    `${STANDING.en}; a person at the residence and at a partner community counts twice.`,
  ),
  uncoveredStreets: rule(
    'uncovered-streets',
    'STREETS',
    { zh: '未覆盖街道', en: 'Streets without anyone' },
    '统计范围内的街道，减去有人报到的。统计范围由市级指挥选定的区、县（市）、开发区组成；没有选定时，为已有人报到的区域。',
    'Streets of the base less those reported to. The base is the areas that the city desk chose; without a choice, the areas in which somebody has reported.',
  ),
  uncoveredCommunities: rule(
    'uncovered-communities',
    'COMMUNITIES',
    { zh: '未覆盖社区', en: 'Communities without anyone' },
    '统计范围内的社区居委会（不论在街道还是镇），减去有人报到的；村不计入应覆盖数。统计范围同“未覆盖街道”。',
    'Urban communities of the base, in streets and towns alike, less those reported to; villages are not expected. The base is that of the streets.',
  ),
} as const satisfies Record<string, CountingRule>
