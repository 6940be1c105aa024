import { problems } from '../platform/problem.ts'

export const enrolment = problems({
  'enrolment/not-a-community': {
    status: 422,
    retry: 'review',
    zh: '“{name}”不是社区或村。请选到社区（村）一级。',
    en: '“{name}” is not a community or village. Please choose one.',
  },
  'enrolment/not-partner': {
    status: 422,
    retry: 'review',
    zh: '“{community}”不是“{unit}”的共建社区。请选居住地社区，或请单位先登记共建关系。',
    en: '“{community}” is not a partner community of “{unit}”. Choose your residence community, or ask the unit to register the partnership first.',
  },
  'enrolment/already': {
    status: 409,
    retry: 'review',
    zh: '已经在“{community}”报到，不必再报。如要更换社区，请用“变更”。',
    en: 'Reported in at “{community}” already; no need to do it again. To change the community, use “move”.',
  },
  'enrolment/not-an-area': {
    status: 422,
    retry: 'review',
    zh: '“{code}”下面没有街道或镇，不能作为覆盖率的统计范围。请选区、县（市）或开发区。',
    en: 'There are no streets or towns directly below “{code}”, so coverage cannot be counted over it. Choose a county, district or zone.',
  },
  'enrolment/not-reported': {
    status: 409,
    retry: 'review',
    zh: '没有找到这次报到，或已经离开。',
    en: 'There is no such report, or it has ended.',
  },
})
