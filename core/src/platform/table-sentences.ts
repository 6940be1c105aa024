import type { TableColumn } from './table-column.ts'

const names = (columns: readonly TableColumn[], language: 'zh' | 'en') =>
  columns.map(({ header }) => header[language]).join(language === 'zh' ? '、' : ', ')

/** 1 is A, 27 is AA. */
export function letter(column: number): string {
  const rest = Math.floor((column - 1) / 26)
  return (rest > 0 ? letter(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26))
}

export const wrongSheet = (columns: readonly TableColumn[], looked: number) => ({
  zh: `前 ${looked} 行里没有找到认识的列名，可能选错了工作表。应有的列：${names(columns, 'zh')}。请选对工作表，或下载模板填写。`,
  en: `None of the first ${looked} rows holds a known column name; this may be the wrong sheet. Expected columns: ${names(columns, 'en')}. Choose the right sheet, or fill in the template.`,
})

export const missingColumns = (columns: readonly TableColumn[], headerRow: number) => ({
  zh: `第 ${headerRow} 行的表头缺少必需的列：${names(columns, 'zh')}。请补上后重新上传。`,
  en: `The column names in row ${headerRow} lack: ${names(columns, 'en')}. Add them and upload again.`,
})

export const columnTwice = ({ header }: TableColumn, places: readonly number[]) => {
  const where = places.map(at => letter(at + 1))
  return {
    zh: `“${header.zh}”出现了 ${places.length} 次（${where.join('、')} 列），不知道用哪一列。请只保留一列。`,
    en: `"${header.en}" stands ${places.length} times (columns ${where.join(', ')}). Keep only one of them.`,
  }
}

export const mergedCells = () => ({
  zh: '数据区里有合并单元格，看不出属于哪一行。请取消合并，逐行填写。',
  en: 'Merged cells among the data: it is not clear which row they belong to. Unmerge them and fill in each row.',
})

export const lostDigits = () => ({
  zh: '这个数字超过 15 位，表格软件已把末尾几位改成 0。请把单元格设为“文本”后重新填写。',
  en: 'This number has more than 15 digits and the spreadsheet has dropped the last ones. Format the cell as text and enter it again.',
})

export const idNumber = () => ({
  zh: '这里像是身份证号。本系统不收身份证号，没有保存；请删去，改填志愿者编号。',
  en: 'This looks like an ID number. This system does not take ID numbers and kept nothing of it; delete it and use the volunteer number.',
})

export const emptyCell = ({ header }: TableColumn) => ({
  zh: `“${header.zh}”不能为空，请填写。`,
  en: `"${header.en}" must not be empty; please fill it in.`,
})

export const repeated = (before: number) => ({
  zh: `与第 ${before} 行重复。请核对，只保留一行。`,
  en: `The same as in row ${before}. Check, and keep only one row.`,
})
