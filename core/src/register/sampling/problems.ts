import { problems } from '../../platform/problem.ts'

export const sampling = problems({
  'register/no-such-round': {
    status: 422,
    retry: 'review',
    zh: '这个岗位不在这一轮采样里。请联网刷新，选本岗位的轮次。',
    en: 'This post takes no samples in that round. Please go online, refresh, and choose a round of the post.',
  },
  'register/nobody-named': {
    status: 422,
    retry: 'review',
    zh: '没有写明采的是谁。请扫码、从名单里选，或填写姓名和门牌。',
    en: 'It does not say who was sampled. Scan a code, choose from the list, or write name and door.',
  },
  'register/no-such-tube': {
    status: 404,
    retry: 'review',
    zh: '这一轮没有编号为 {tube} 的采样管。请核对标签。',
    en: 'There is no tube {tube} in this round. Please check its label.',
  },
  'register/too-many-codes': {
    status: 422,
    retry: 'review',
    zh: '一次最多制作 {most} 张码。请填写楼栋，分几次制作。',
    en: 'At most {most} codes are made at once. Please name a building, and make them in parts.',
  },
  'register/too-late-to-undo': {
    status: 409,
    retry: 'review',
    zh: '召回已超过 10 分钟，或已经开始打电话，不能取消。请在名单上逐个说明。',
    en: 'The recall is older than ten minutes, or somebody was called already: it cannot be undone. Please tell people one by one.',
  },
  'register/not-your-recall': {
    status: 409,
    retry: 'review',
    zh: '这一管不是您召回的，不能由您取消。请给名单上的居民打电话；有疑问请联系市级指挥台。',
    en: 'You did not recall this tube, so you cannot undo it. Please call the people on the list; in doubt ask the city desk.',
  },
  'register/claimed': {
    status: 409,
    retry: 'later',
    zh: '同事正在给这位居民打电话。请先打下一位。',
    en: 'A colleague is calling this person. Please take the next one.',
  },
  'register/not-claimed': {
    status: 409,
    retry: 'review',
    zh: '您没有领取这位居民，或领取已过期。请重新领取再记结果。',
    en: 'You have not claimed this person, or the claim has lapsed. Please claim them again and note the outcome.',
  },
})
