import { problems } from '@muster/core/platform/problem.ts'

/** Every way a file can be refused. The sentence names the file's fault and what its owner does next. */
export const sheets = problems({
  'sheets/too-large': {
    status: 413,
    retry: 'review',
    zh: '文件超过 {limit}，没有读取。请删去图片和用不到的工作表，或分成几份再上传。',
    en: 'The file is larger than {limit} and was not read. Remove pictures and unused sheets, or split it and upload the parts.',
  },
  'sheets/too-much-text': {
    status: 413,
    retry: 'review',
    zh: '表里内容太多，超出内存上限，已停止读取。请删去用不到的列和格式，或分成几份，每份不超过 {rows} 行，再上传。',
    en: 'The sheet holds more than fits in memory and reading was stopped. Delete columns and formatting you do not need, or split it into files of at most {rows} rows each, and upload again.',
  },
  'sheets/too-many-rows': {
    status: 413,
    retry: 'review',
    zh: '工作表“{sheet}”第 {row} 行还有内容，一次最多 {limit} 行（含表头）。请分成几份再上传；空行请整行删除。',
    en: 'Sheet "{sheet}" still has content in row {row}; at most {limit} rows (header included) fit in one upload. Split the file, and delete empty rows entirely.',
  },
  'sheets/too-many-columns': {
    status: 413,
    retry: 'review',
    zh: '工作表“{sheet}”第 {row} 行有 {columns} 列，最多 {limit} 列。请删去用不到的列再上传。',
    en: 'Row {row} of sheet "{sheet}" has {columns} columns; at most {limit} are read. Delete the columns you do not need and upload again.',
  },
  'sheets/cell-too-long': {
    status: 413,
    retry: 'review',
    zh: '工作表“{sheet}”第 {row} 行第 {column} 列的文字超过 {limit} 字。请改短后再上传。',
    en: 'The text in row {row}, column {column} of sheet "{sheet}" is longer than {limit} characters. Shorten it and upload again.',
  },
  'sheets/zip-bomb': {
    status: 413,
    retry: 'review',
    zh: '文件解压后过大或内部结构异常（{part}），为安全起见没有打开。请用 Excel 或 WPS 新建表格，把内容粘贴过去再上传。',
    en: 'Unpacked, the file is too big or oddly built ({part}), so for safety it was not opened. Paste the content into a new workbook and upload that.',
  },
  'sheets/not-a-sheet': {
    status: 415,
    retry: 'review',
    zh: '这不是可以读取的表格（内容是{found}）。请另存为 .xlsx 或 .csv 后上传；只改文件名没有用。',
    en: 'This is not a table we can read (its content is {found}). Save it as .xlsx or .csv and upload that; renaming the file does not help.',
  },
  'sheets/old-format': {
    status: 415,
    retry: 'review',
    zh: '这是旧版 .xls 或 .xlsb 文件，读取时编号前面的 0 可能丢失，所以没有读取。请在 Excel 或 WPS 中另存为 .xlsx 再上传。',
    en: 'This is an old .xls or .xlsb file; reading it could drop leading zeros from numbers, so it was not read. Save it as .xlsx and upload that.',
  },
  'sheets/macros': {
    status: 415,
    retry: 'review',
    zh: '文件里带有宏，没有打开。请另存为不带宏的 .xlsx 再上传。',
    en: 'The file carries macros and was not opened. Save it as .xlsx without macros and upload that.',
  },
  'sheets/encrypted': {
    status: 422,
    retry: 'review',
    zh: '文件设有密码，无法读取。请取消密码后再上传。',
    en: 'The file is protected by a password and cannot be read. Remove the password and upload it again.',
  },
  'sheets/unreadable': {
    status: 422,
    retry: 'review',
    zh: '文件损坏或不完整（{part}），无法读取。请在 Excel 或 WPS 中重新打开、另存为 .xlsx 再上传。',
    en: 'The file is damaged or incomplete ({part}) and cannot be read. Open it again, save it as .xlsx and upload that.',
  },
  'sheets/no-such-sheet': {
    status: 422,
    retry: 'review',
    zh: '文件里没有名为“{sheet}”的工作表。现有：{names}。请重新选择。',
    en: 'The file has no sheet named "{sheet}". It has: {names}. Choose one of them.',
  },
  'sheets/empty': {
    status: 422,
    retry: 'review',
    zh: '工作表“{sheet}”是空的。请确认内容在这张表里，或选择另一张表。',
    en: 'Sheet "{sheet}" is empty. Check that the content is in this sheet, or choose another sheet.',
  },
  'sheets/too-slow': {
    status: 422,
    retry: 'review',
    zh: '{seconds} 秒内没有读完，已停止。请删去格式和用不到的内容，或分成几份再上传。',
    en: 'The file could not be read within {seconds} seconds and reading was stopped. Remove formatting and unused content, or split the file, and upload again.',
  },
  'sheets/busy': {
    status: 503,
    retry: 'later',
    zh: '正在处理的表格较多。请一分钟后再试，文件没有丢失。',
    en: 'Many spreadsheets are being processed. Try again in a minute; your file is not lost.',
  },
})

export type SheetSlug = keyof typeof sheets.catalogue
