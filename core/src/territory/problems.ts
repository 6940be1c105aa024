import { problems } from '../platform/problem.ts'

/** What can be refused about places. Each sentence says what is wrong and what to do next. */
export const territory = problems({
  'territory/bad-code': {
    status: 400,
    retry: 'review',
    zh: '“{code}”不是有效的区划代码。请填写 2、4、6、9 或 12 位数字的统计用区划代码。',
    en: '“{code}” is not a division code. Give a statistical division code of 2, 4, 6, 9 or 12 digits.',
  },
  'territory/unknown': {
    status: 404,
    retry: 'review',
    zh: '没有找到区划“{code}”。请核对代码，或先在“辖区”中采用该地。',
    en: 'There is no division “{code}” here. Check the code, or adopt the place under Territory first.',
  },
  'territory/unknown-place': {
    status: 422,
    retry: 'review',
    zh: '在“{within}”内没有找到“{name}”。请从列表中选择，或写出所属街道或镇的全名。',
    en: 'Nothing named “{name}” is known within “{within}”. Choose from the list, or write the full street or town as well.',
  },
  'territory/ambiguous': {
    status: 422,
    retry: 'review',
    zh: '“{name}”可以指 {count} 个地方。请补写所属街道或镇，或从列表中选择一个。',
    en: '“{name}” can mean {count} places. Add the street or town it belongs to, or choose one from the list.',
  },
  'territory/csv': {
    status: 422,
    retry: 'review',
    zh: '区划表有 {count} 处错误，没有导入任何一行。第 {line} 行：{first}请按提示改正后重新上传。',
    en: 'The table of divisions has {count} mistakes and nothing was imported. Line {line}: {first} Correct the lines and upload again.',
  },
  'territory/boundaries': {
    status: 422,
    retry: 'review',
    zh: '边界文件有 {count} 处错误，没有导入任何图形。{first}请改正后重新上传。',
    en: 'The boundary file has {count} mistakes and nothing was imported. {first} Correct the file and upload again.',
  },
})
