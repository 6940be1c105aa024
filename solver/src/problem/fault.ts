import type { Fault } from '../fault.ts'

/** What can be wrong in a problem or roster, in two languages. */
const SENTENCES = {
  form: {
    zh: '此处格式不对：{message}。请照 solver/examples 中的例子或 JSON Schema 填写。',
    en: 'This does not have the right form: {message}. See solver/examples, or the JSON Schema.',
  },
  unknown: {
    zh: '没有叫“{id}”的{what}。请先在列表中加入，或改正编号。',
    en: 'There is no {what} called “{id}”. Add it to its list, or correct the name.',
  },
  twice: {
    zh: '编号“{id}”出现了两次。每个编号只能用一次。',
    en: '“{id}” stands here twice. Give each a name of its own.',
  },
  'beyond-horizon': {
    zh: '第 {day} 天不在本期之内（共 {days} 天，从 0 数起）。请改正日期或延长本期。',
    en: 'Day {day} is not in the horizon of {days} days, counted from 0. Correct the day or lengthen the horizon.',
  },
  'day-count': {
    zh: '这里有 {given} 天，本期为 {needed} 天。请每天填一项。',
    en: 'There are {given} days here, and {needed} in the horizon. Give one entry for each day.',
  },
  order: {
    zh: '“{less}”不得大于“{more}”。请调整其中之一。',
    en: '“{less}” must not be more than “{more}”. Change one of them.',
  },
  nothing: { zh: '这条规则没有提出任何要求。请填写 {one}。', en: 'This rule asks for nothing. Give {one}.' },
  'no-use': {
    zh: '“{given}”在这里不起作用，因为{because}。请去掉。',
    en: '“{given}” has no meaning here ({because}). Leave it out.',
  },
  'too-far': {
    zh: '在“{first}”之后的间隔越过了一整天，会影响隔天的“{second}”，引擎只看相邻两天。请缩短间隔或调整班次。',
    en: 'After “{first}” this reaches past a whole free day to “{second}”; the engine looks at neighbouring days. Shorten it or move the shifts.',
  },
  'carried-scope': {
    zh: '历史累计只有全部岗位或单个标签的数字，这条规则的范围对不上。请改为全部岗位、单个标签的班次数，或去掉 carried。',
    en: 'History carries totals of all jobs or shifts of one tag, and this rule means something else. Use one of those scopes, or leave out “carried”.',
  },
  'not-published': {
    zh: '没有已公布的排班可供保持。请填写 published，或去掉这条规则。',
    en: 'There is no published roster to keep to. Give “published”, or leave out this rule.',
  },
  contradiction: {
    zh: '{person} 在第 {day} 天被固定为两个不同的岗位。请去掉其中一个。',
    en: '{person} is pinned to two different jobs on day {day}. Remove one.',
  },
} as const

type FaultCode = keyof typeof SENTENCES

/** What names stand for, as the sentences say it. */
const THINGS: Readonly<Record<string, string>> = {
  skill: '技能',
  post: '岗点',
  shift: '班次',
  job: '岗位',
  person: '人员',
  team: '队伍',
  unit: '单位',
  tag: '标签',
}

/** A fault at a place, its sentences filled in; a detail may have words of its own in each language. */
export function fault(
  path: string,
  code: FaultCode,
  details: Readonly<Record<string, string | number | { readonly zh: string; readonly en: string }>> = {},
): Fault {
  const fill = (sentence: string, language: 'zh' | 'en') =>
    sentence.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const detail = details[name] ?? hole
      if (typeof detail === 'object') return detail[language]
      return language === 'zh' && name === 'what' ? (THINGS[detail] ?? String(detail)) : String(detail)
    })
  return { path, code, zh: fill(SENTENCES[code].zh, 'zh'), en: fill(SENTENCES[code].en, 'en') }
}
