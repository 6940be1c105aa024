import type { Words } from '../platform/shapes.ts'

/** What was not taken over from a form's table, and why. */

export const ofDevice = (type: string): Words => ({
  zh: `“${type}”是手机自己的信息，这里不收集，已略去。`,
  en: `“${type}” is about the phone itself; that is not collected here and was left out.`,
})
export const place = (): Words => ({
  zh: '这里不收集位置坐标，已略去。地点由岗位说明。',
  en: 'Positions are not collected here and were left out. The post says where it was.',
})
export const repeat = (): Words => ({
  zh: '重复组不支持：请每人（每件）填一次表。组内问题只问一次。',
  en: 'Repeats are not supported: fill the form once for each. What stands inside is asked once.',
})
export const noName = (): Words => ({ zh: '没有写 name，已略去。', en: 'It has no name and was left out.' })
export const unknownType = (type: string): Words => ({
  zh: `不支持“${type}”类型，已略去。`,
  en: `The type “${type}” is not supported and was left out.`,
})
export const noList = (list: string): Words => ({
  zh: `choices 表里没有“${list}”，或不足两个选项，已略去。`,
  en: `The sheet “choices” has no list “${list}” with at least two choices; it was left out.`,
})
export const calculated = (): Words => ({
  zh: '不支持计算字段，已略去。统计由系统完成。',
  en: 'Calculations are not supported and were left out; figures are made by the system.',
})
export const condition = (relevant: string): Words => ({
  zh: `条件“${relevant}”看不懂，这个问题每次都会问。`,
  en: `The condition “${relevant}” is not understood: this is asked every time.`,
})
export const constraint = (text: string): Words => ({
  zh: `限制“${text}”不支持，没有检查。`,
  en: `The constraint “${text}” is not supported and not checked.`,
})
export const column = (name: string): Words => ({
  zh: `“${name}”一栏不支持，没有采用。`,
  en: `The column “${name}” is not supported and was not used.`,
})
