import type { PublicCall } from '@muster/core/callout/offers.wire.ts'
import type { Words } from '@muster/core/platform/shapes.ts'

export const words = {
  voluntary: { zh: '自愿报名', en: 'Voluntary' },
  voluntaryMeans: {
    zh: '不强制，由您自己决定；不报名不会留下任何记录。',
    en: 'Nobody is forced. If you do not sign up, no trace of it is kept.',
  },
  duty: { zh: '职责命令', en: 'Duty order' },
  dutyMeans: {
    zh: '由{issuers}下达，按本单位安排执行。确实不能参加的，请直接告诉本单位。',
    en: 'Given by {issuers}; it binds staff through their own unit. If you cannot come, tell your unit.',
  },
  issuers: { zh: '发起', en: 'From' },
  basis: { zh: '性质', en: 'Basis' },
  places: { zh: '名额', en: 'Places' },
  taken: { zh: '{quota} 人，已有 {taken} 人', en: '{quota} people, {taken} taken' },
  free: { zh: '还差 {free} 人', en: '{free} still needed' },
  noneFree: { zh: '名额已满，再报名的列入候补', en: 'All places are taken; further sign-ups go on the reserve list' },
  ranked: {
    zh: '截止后按岗位需要统一选定，结果会告诉每个人',
    en: 'Chosen after the deadline by what the post needs; everybody is told',
  },
  deadline: { zh: '报名截止', en: 'Sign up by' },
  muster: { zh: '集合', en: 'Muster' },
  musterLater: { zh: '地点和时间另行通知', en: 'Place and time will be told' },
  closed: { zh: '已不接受报名', en: 'Sign-up is closed' },
  closedWithdrawn: { zh: '召集已撤回，不必前往。', en: 'The call was withdrawn; nobody needs to come.' },
  closedEnded: { zh: '报名已经结束。', en: 'Sign-up has ended.' },
  closedDeparted: { zh: '队伍已经出发。', en: 'The team has left.' },
  closedDeadline: { zh: '已过报名截止时间。', en: 'The time to sign up has passed.' },
  signUp: { zh: '我报名', en: 'Sign up' },
  signUpDuty: { zh: '确认参加', en: 'I will come' },
  signUpReserve: { zh: '报名候补', en: 'Sign up for the reserve' },
  signUpAgain: { zh: '重新报名', en: 'Sign up again' },
  light: { zh: '目前只适合轻便岗位', en: 'Light duty only for now' },
  lightHint: { zh: '由您自己决定，不问原因。', en: 'Your own choice; no reason is asked.' },
  unanswered: {
    zh: '上次报名还没有收到答复。再点一次即可，不会重复报名。',
    en: 'Your last tap was not answered yet. Tap once more; you will not be signed up twice.',
  },
  withdraw: { zh: '退出报名', en: 'Withdraw' },
  withdrawAsk: { zh: '确定退出？', en: 'Withdraw from this call?' },
  withdrawMeans: {
    zh: '您的名额会让给候补。截止前还可以重新报名，但会排到后面。',
    en: 'Your place goes to the reserve. You may sign up again before the deadline, but at the end of the list.',
  },
  withdrawDuty: {
    zh: '这是职责命令，退出前请先告诉本单位。',
    en: 'This is a duty order: please speak with your unit before you withdraw.',
  },
  confirmed: { zh: '已确认：第 {place} 号', en: 'Confirmed: no. {place}' },
  reserve: { zh: '候补：第 {rank} 号', en: 'Reserve: no. {rank}' },
  'signed-up': { zh: '已报名，等待选定', en: 'Signed up; the selection is still to come' },
  held: { zh: '有一个名额为您保留', en: 'A place is held for you' },
  withdrawn: { zh: '您已退出', en: 'You have withdrawn' },
  declined: { zh: '您没有接受保留的名额', en: 'You did not take the held place' },
  'stood-down': { zh: '请不必前往', en: 'You need not come' },
  none: { zh: '您还没有报名', en: 'You have not signed up' },
  heldLeft: { zh: '保留剩余时间', en: 'Time left to answer' },
  take: { zh: '接受', en: 'Take it' },
  decline: { zh: '不接受', en: 'Decline' },
  notYours: { zh: '这个召集没有面向您', en: 'This call is not addressed to you' },
  notYoursMeans: {
    zh: '如果愿意，可以在下面留下请战，由发起方决定。',
    en: 'If you wish, leave an offer below; those who called will decide.',
  },
  outTitle: { zh: '要报名，先打开您的个人加入链接', en: 'To sign up, open your personal join link first' },
  outHow: {
    zh: '链接由单位联络员或社区单独发给您；在这部手机上打开一次，再回到本页就能一键报名。',
    en: 'Your unit’s secretary or the community sends it to you alone. Open it once on this phone, come back here, and sign up with one tap.',
  },
  offerOpen: { zh: '没有加入链接？我要请战', en: 'No join link? Offer to serve' },
  offerTitle: { zh: '请战', en: 'Offer to serve' },
  offerMeans: {
    zh: '请战是表示愿意参加，不是占到名额。发起方看过后会联系您或您的单位。',
    en: 'An offer says that you are willing; it is not yet a place. Those who called will contact you or your unit.',
  },
  offerUse: {
    zh: '用途：{purpose}。只有受理请战的工作人员能看到。保存到：{retention}。',
    en: 'Used for: {purpose}. Only the staff who handle offers see it. Kept until: {retention}.',
  },
  name: { zh: '姓名', en: 'Name' },
  number: { zh: '志愿者编号', en: 'Volunteer number' },
  unit: { zh: '单位', en: 'Unit' },
  phone: { zh: '手机号', en: 'Phone' },
  phoneHint: {
    zh: '不留也可以，通过单位联系您。',
    en: 'You may leave it out; you are then reached through your unit.',
  },
  note: { zh: '想说明的情况', en: 'Anything to add' },
  noteHint: {
    zh: '例如会开车、什么时候有空。请不要写身份证号和病情。',
    en: 'For example that you drive, or when you are free. No ID number and nothing about illness, please.',
  },
  send: { zh: '递交', en: 'Send' },
  sent: { zh: '请战已递交', en: 'Your offer was sent' },
  sentMeans: {
    zh: '谢谢您。接受后会联系您；没有联系前不必前往。',
    en: 'Thank you. You will be contacted if it is accepted; until then there is no need to come.',
  },
  title: { zh: '召集', en: 'Calls' },
  nothing: {
    zh: '现在没有面向您的召集。有新的召集会出现在这里。',
    en: 'There is no call for you now. New ones appear here.',
  },
  back: { zh: '回到我的召集', en: 'Back to my calls' },
  musterAt: { zh: '{time} 集合', en: 'muster {time}' },
  by: { zh: '{time} 截止', en: 'until {time}' },
} as const

type Kind = PublicCall['kind']
export const kindWords: Record<Kind, Words> = {
  appeal: { zh: '倡议书', en: 'Appeal' },
  order: { zh: '冲锋令', en: 'Order' },
  recruitment: { zh: '招募令', en: 'Recruitment' },
  'urgent-shortage': { zh: '急缺', en: 'Urgent shortage' },
}
