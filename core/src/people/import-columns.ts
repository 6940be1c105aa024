import { column, type ValuesOf } from '../platform/table.ts'
import * as say from './import-sentences.ts'
import { isOutline, isVolunteerNo, tidyName, tidyNumber, tidyPhone, tidyText } from './tidy.ts'
import { AVAILABILITY, SKILLS } from './wire.ts'
import { AVAILABILITY_WORDS, availabilityOf, SKILL_WORDS, skillOf } from './words.ts'

/** The longest a name and a written unit or place may be, in characters. */
const LONGEST_NAME = 40
const LONGEST_PLACE = 120
const YES = /^(是|有|愿意|可以|yes|y|true|1|√|✓)$/i
const NO = /^(否|无|不|不愿意|no|n|false|0|×|x)$/i

const all = (words: Readonly<Record<string, { zh: string; en: string }>>, names: readonly string[]) => ({
  zh: names.map(name => words[name]!.zh).join('、'),
  en: names.map(name => words[name]!.en).join(', '),
})
const SKILL_LIST = all(SKILL_WORDS, SKILLS)
const AVAILABILITY_LIST = all(AVAILABILITY_WORDS, AVAILABILITY)

const written = (text: string) => {
  const tidy = tidyText(text)
  return tidy.length > LONGEST_PLACE ? say.tooLong(LONGEST_PLACE) : { value: tidy }
}

function nameIn(text: string) {
  const name = tidyName(text)
  if (name === '') return say.noName()
  return name.length > LONGEST_NAME ? say.tooLong(LONGEST_NAME) : { value: name }
}

/** The outline of a phone number says nothing: an export that comes back leaves the number as it is. */
function phoneIn(text: string) {
  if (isOutline(text)) return { value: null }
  const phone = tidyPhone(text)
  return phone === null ? say.badPhone() : { value: phone }
}

function skillsIn(text: string) {
  const words = text
    .split(/[、,，;；/|\n]/)
    .map(tidyText)
    .filter(Boolean)
  const unknown = words.find(word => skillOf(word) === null)
  if (unknown !== undefined) return say.unknownSkill(unknown.slice(0, 20), SKILL_LIST)
  return { value: [...new Set(words.map(word => skillOf(word)!))] }
}

/** The columns of a roster. The volunteer number is who somebody is; the name never is. */
export const ROSTER = [
  column({
    key: 'volunteerNo',
    header: { zh: '志愿者编号', en: 'Volunteer no.' },
    aliases: ['编号', '志愿者号', '志愿者证号', 'Volunteer number', 'No.', 'Number'],
    required: true,
    parse: text => (isVolunteerNo(tidyNumber(text)) ? { value: tidyNumber(text) } : say.badNumber()),
  }),
  column({
    key: 'name',
    header: { zh: '姓名', en: 'Name' },
    aliases: ['名字', '志愿者姓名', 'Full name'],
    required: true,
    parse: nameIn,
  }),
  column({
    key: 'unit',
    header: { zh: '单位', en: 'Unit' },
    aliases: ['单位名称', '所在单位', '工作单位', '单位代码', 'Unit code', 'Unit name'],
    required: true,
    parse: written,
  }),
  column({
    key: 'subUnit',
    header: { zh: '下级单位', en: 'Sub-unit' },
    aliases: ['部门', '科室', '支部', '处室', 'Department', 'Subunit'],
    parse: written,
  }),
  column({
    key: 'residence',
    header: { zh: '居住地社区', en: 'Residence community' },
    aliases: ['居住社区', '社区', '现居住社区', 'Community', 'Residence'],
    parse: written,
  }),
  column({
    key: 'phone',
    header: { zh: '手机号', en: 'Phone' },
    aliases: ['手机', '电话', '联系电话', '联系方式', 'Mobile', 'Telephone'],
    parse: phoneIn,
  }),
  column({
    key: 'skills',
    header: { zh: '技能', en: 'Skills' },
    aliases: ['特长', '专长', 'Skill'],
    parse: skillsIn,
  }),
  column({
    key: 'availability',
    header: { zh: '什么时候有空', en: 'When free' },
    aliases: ['可服务时间', '空闲时间', '时间', 'Availability'],
    parse: text => {
      const value = availabilityOf(tidyText(text))
      return value ? { value } : say.unknownChoice(tidyText(text).slice(0, 20), AVAILABILITY_LIST)
    },
  }),
  column({
    key: 'onCall',
    header: { zh: '随时听候安排', en: 'On call' },
    aliases: ['服从安排', '听候安排', '随叫随到'],
    parse: text => {
      const said = tidyText(text)
      if (YES.test(said) || NO.test(said)) return { value: YES.test(said) }
      return say.unknownChoice(said.slice(0, 20), { zh: '是、否', en: 'yes, no' })
    },
  }),
] as const

export type RosterRow = ValuesOf<typeof ROSTER>
