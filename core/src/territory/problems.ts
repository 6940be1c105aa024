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
})
