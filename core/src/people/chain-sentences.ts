/** What the preview of a 接龙 says about a line, and what to do. */

export const cut = (most: number) => ({
  zh: `内容太长，只读了前 ${most} 行。请把后面的部分另外粘贴一次。`,
  en: `The text is too long: only the first ${most} lines were read. Paste the rest separately.`,
})

export const tooLong = (most: number) => ({
  zh: `这一行超过 ${most} 字，没有读取。请每人一行。`,
  en: `This line is longer than ${most} characters and was not read. Write one person per line.`,
})

export const idNumber = () => ({
  zh: '这一行像是有身份证号。本系统不收身份证号，没有保存；请删去号码后重新粘贴。',
  en: 'This line seems to hold an ID number. This system does not take ID numbers and kept nothing of it; delete it and paste again.',
})

export const noName = () => ({
  zh: '看不出姓名，没有计入。请写成“1. 姓名”。',
  en: 'No name was found, so nobody was counted. Write it as “1. Name”.',
})

export const several = (names: number) => ({
  zh: `这一行有 ${names} 个名字，没有计入。请每人一行，或逐个确认。`,
  en: `This line holds ${names} names, so nobody was counted. Write one person per line, or confirm each of them.`,
})

export const withdrawn = () => ({
  zh: '写着取消或不能来，没有计入。请向本人确认。',
  en: 'The line speaks of cancelling or not coming, so nobody was counted. Please ask the person.',
})

export const badCount = (most: number) => ({
  zh: `人数要在 1 到 ${most} 之间，没有计入。请改正人数。`,
  en: `The number of people must be from 1 to ${most}; nobody was counted. Correct the number.`,
})

export const repeat = (line: number) => ({
  zh: `与第 ${line} 行同名，先按重复处理。如果是两个人，请分别确认。`,
  en: `The same name as in line ${line}, taken for a repeat. If they are two people, confirm each of them.`,
})

export const sameName = (line: number) => ({
  zh: `与第 ${line} 行同名，但备注不同，按两人处理。请核对单位。`,
  en: `The same name as in line ${line} with another remark: taken for two people. Check their units.`,
})

export const sameNumber = (number: number, line: number) => ({
  zh: `编号 ${number} 在第 ${line} 行已用过，仍按两人计。`,
  en: `Number ${number} was used in line ${line} already; both people count.`,
})
