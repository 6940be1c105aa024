import type { Words } from '../platform/shapes.ts'
import type { SHAPES } from './form.ts'

/** What is wrong with an answer, and what to do. */

export const missing = ({ zh, en }: Words): Words => ({ zh: `请填写“${zh}”。`, en: `Please answer “${en}”.` })
export const noText = (): Words => ({ zh: '请填写文字。', en: 'Please write text here.' })
export const tooLong = (most: number): Words => ({
  zh: `最多 ${most} 个字，请写短一些。`,
  en: `At most ${most} characters: please shorten it.`,
})
export const noNumber = (): Words => ({ zh: '请填写数字。', en: 'Please give a number.' })
export const notWhole = (): Words => ({ zh: '请填写整数。', en: 'Please give a whole number.' })
export const noSuchChoice = (): Words => ({ zh: '请从所列选项中选择。', en: 'Please choose from the list.' })
export const noDay = (): Words => ({
  zh: '没有这一天，请重新选择日期。',
  en: 'There is no such day: please choose one again.',
})
export const noTime = (): Words => ({ zh: '请按 08:30 的样子填写时间。', en: 'Please give a time such as 08:30.' })
export const noPhoto = (): Words => ({
  zh: '照片没有保存好，请重拍一张。',
  en: 'The photo was not kept: please take it again.',
})
export const idNumber = (): Words => ({
  zh: '请不要填写身份证号：这里不需要，也不会保存。',
  en: 'Please leave identity numbers out: none is needed here, and none is kept.',
})

/** Bounds as numbers; without one, infinite. */
export function outside(least = -Infinity, most = Infinity): Words {
  if (most === Infinity) return { zh: `不能小于 ${least}。`, en: `It cannot be less than ${least}.` }
  if (least === -Infinity) return { zh: `不能大于 ${most}。`, en: `It cannot be more than ${most}.` }
  return { zh: `请填 ${least} 到 ${most} 之间的数。`, en: `Please give a number from ${least} to ${most}.` }
}

export function badShape(shape: (typeof SHAPES)[number]): Words {
  if (shape === 'plate')
    return { zh: '车牌号写得不对，例如：苏C12345。', en: 'This is no number plate; one looks like 苏C12345.' }
  return { zh: '电话号码写得不对，请只填数字。', en: 'This is no phone number: digits only, please.' }
}
