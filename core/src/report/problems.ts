import { problems } from '../platform/problem.ts'

export const report = problems({
  'report/not-yet': {
    status: 409,
    retry: 'later',
    zh: '{asOf} 还没有到，不能冻结。请到时再办。',
    en: '{asOf} has not come yet and cannot be frozen. Please wait until then.',
  },
})
