import { problems } from '../platform/problem.ts'

export const ledger = problems({
  'ledger/unknown-kind': {
    status: 422,
    retry: 'review',
    zh: '没有“{kind}”这一类记录。请更新应用后再试。',
    en: 'There is no kind of fact “{kind}”. Please update the app and try again.',
  },
  'ledger/from-the-future': {
    status: 422,
    retry: 'review',
    zh: '记录的时间 {occurredAt} 比服务器时间晚。请校准手机时间。',
    en: 'The fact’s time {occurredAt} lies ahead of the server’s. Please set the phone’s clock.',
  },
  'ledger/superseded': {
    status: 409,
    retry: 'review',
    zh: '这条记录已被更正过。请在最新的一条上更正。',
    en: 'This fact was corrected already. Please correct the latest one.',
  },
  'ledger/corrects-another': {
    status: 422,
    retry: 'review',
    zh: '要更正的记录不存在，或不是同一人、同一事项的同类记录。请核对后重新记录。',
    en: 'What this would correct is not there, or is about somebody or something else. Please check, and note it anew.',
  },
  'ledger/id-reused': {
    status: 409,
    retry: 'review',
    zh: '编号 {id} 已用于另一条不同的记录。请用新的编号。',
    en: 'The id {id} was used for a different fact. Please use a new one.',
  },
  'ledger/needs': {
    status: 422,
    retry: 'review',
    zh: '“{kind}”须写明{missing}。',
    en: '“{kind}” must name its {missing}.',
  },
})
