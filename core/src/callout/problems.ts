import { problems } from '../platform/problem.ts'

export const callout = problems({
  'callout/not-open': {
    status: 409,
    retry: 'review',
    zh: '“{title}”现在不接受报名（{state}）。',
    en: '“{title}” does not take sign-ups now ({state}).',
  },
  'callout/deadline-passed': {
    status: 409,
    retry: 'review',
    zh: '“{title}”已于 {deadline} 截止报名。可留下请战意向。',
    en: 'Sign-up for “{title}” ended at {deadline}. You can leave an offer instead.',
  },
  'callout/not-addressed': {
    status: 404,
    retry: 'review',
    zh: '这个召集没有面向您。请核对链接。',
    en: 'This call is not addressed to you. Please check the link.',
  },
  'callout/not-signed-up': {
    status: 409,
    retry: 'review',
    zh: '您没有报名“{title}”，无需退出。',
    en: 'You have not signed up for “{title}”, so there is nothing to withdraw.',
  },
  'callout/no-hold': {
    status: 409,
    retry: 'review',
    zh: '没有为您保留的名额，或保留时间已过。您仍在候补名单里。',
    en: 'No place is held for you, or the hold has run out. You are still on the reserve list.',
  },
  'callout/quota-below-confirmed': {
    status: 409,
    retry: 'review',
    zh: '已确认 {confirmed} 人，名额不能少于此数。请先请部分人员撤下。',
    en: '{confirmed} people are confirmed; the quota cannot be lower. Stand some down first.',
  },
  'callout/order-needs-issuer': {
    status: 422,
    retry: 'review',
    zh: '命令须写明发令机关和依据。',
    en: 'An order must name its issuer and its basis.',
  },
  'callout/duty-stays-duty': {
    status: 409,
    retry: 'review',
    zh: '职责命令与自愿报名不能互相转换（志愿服务条例第25条）。请另发一个召集。',
    en: 'A duty order and a voluntary call are never turned into each other. Please issue another call.',
  },
  'callout/selection-stays': {
    status: 409,
    retry: 'review',
    zh: '“{title}”已经发布，选人方式不能再改。请另发一个召集。',
    en: '“{title}” is published; how people are selected can no longer be changed. Please issue another call.',
  },
  'callout/already-selected': {
    status: 409,
    retry: 'review',
    zh: '名单已经选定。',
    en: 'The selection has been made already.',
  },
  'callout/nobody-present': {
    status: 409,
    retry: 'review',
    zh: '点名还没有人到场，不能出发。',
    en: 'Nobody is marked present yet; the team cannot depart.',
  },
  'callout/offer-decided': {
    status: 409,
    retry: 'review',
    zh: '这份请战已经处理过。',
    en: 'This offer was decided already.',
  },
})
