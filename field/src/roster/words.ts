export const words = {
  asks: { zh: '问您一件事', en: 'You are asked' },
  until: { zh: '{time} 前答复', en: 'answer until {time}' },
  gives: { zh: '换出', en: 'You give' },
  takes: { zh: '换入', en: 'You take' },
  yes: { zh: '我愿意', en: 'Yes' },
  no: { zh: '这次不了', en: 'Not this time' },
  noMeans: {
    zh: '答“这次不了”不会留下任何别人看得到的记录。',
    en: 'A no leaves no trace that anybody else could see.',
  },
  report: { zh: '{time} 到岗', en: 'report {time}' },
  hours: { zh: '{from} – {to}', en: '{from} – {to}' },
  stops: { zh: '按休息规定不能接这个班', en: 'The rules for rest do not allow it' },
  swap: { zh: '换班或转让', en: 'Swap or give away' },
  swapMeans: {
    zh: '对方同意后才生效；没人接，这个班还是您的。',
    en: 'It takes effect when somebody agrees. Until then the shift stays yours.',
  },
  giveAway: { zh: '请别人接这个班', en: 'Ask others to take it' },
  swapWith: { zh: '和 {number} 换', en: 'Swap with {number}' },
  noPartner: {
    zh: '没有能换的班次。可以请别人来接。',
    en: 'There is no shift to swap with. You can ask others to take yours.',
  },
  asked: {
    zh: '已经问了 {count} 人，有人同意会告诉您。',
    en: '{count} people are asked; you will be told when one agrees.',
  },
  askedUntil: {
    zh: '等到 {time}；没人同意，这个班还是您的。',
    en: 'They have until {time}. If nobody agrees, it stays yours.',
  },
  keep: { zh: '不换了，撤回', en: 'Keep it after all' },
  cannotCome: { zh: '我来不了', en: 'I cannot come' },
  cannotComeMeans: {
    zh: '点下去，这个班就不再是您的，马上另找别人。不用说明原因，也不留下您来不了的记录。',
    en: 'The shift is no longer yours, and others are asked at once. No reason is asked, and no record says that you could not come.',
  },
  cannotComeNow: { zh: '我来不了，请另找别人', en: 'I cannot come: ask others' },
  beyond: { zh: '这一班是破例安排的', en: 'A limit was lifted for this shift' },
  beyondMeans: {
    zh: '超出了休息或工时的保护限度，由安排的人和第二人负责，已同时另找人接替您。',
    en: 'It goes beyond the limits for rest or hours. Two people answer for it, and somebody to relieve you is looked for.',
  },
  notAccept: { zh: '我不接受', en: 'I do not accept it' },
  notAcceptMeans: {
    zh: '您会马上从这一班撤下，按命令安排的也一样。不问原因，也不留下是您不接受的记录。',
    en: 'You are taken off the shift at once, also where it was by order. No reason is asked, and nothing tells that it was you.',
  },
  byOrder: {
    zh: '按命令安排的班。来不了，请直接告诉队长。',
    en: 'You have this shift by order. If you cannot come, tell your captain.',
  },
  later: { zh: '以后的班次（{count}）', en: 'Later shifts ({count})' },
  standby: { zh: '备勤', en: 'Standby' },
  answering: { zh: '我负责的地方', en: 'What I answer for' },
  answeringSince: { zh: '{time} 起', en: 'since {time}' },
  fitness: { zh: '能否上岗', en: 'Fit for duty' },
  fit: { zh: '能上岗', en: 'Fit' },
  unfit: { zh: '现在不能上岗', en: 'Not fit now' },
  fitnessWho: {
    zh: '由您自己说，不问原因，随时可以改。只有护岗规则会读：说了不能上岗，就不再给您排班。队长、单位和值班看不到这一项，给您排班时只读到一句“这时不能安排”，免予报到的人也是同一句。',
    en: 'Your own word; no reason is asked, and you may change it at any time. Only the rules that protect people read it: while you are not fit you get no new shifts. No captain, unit or desk sees it. Whoever tries to place you reads that it cannot be then: the same sentence as for anybody who is exempt.',
  },
  unfitMeans: {
    zh: '已经排好的班不会自动取消。来不了的，请在“岗位”里点“我来不了”。',
    en: 'Shifts you already have stay. If you cannot come, say so under “Duty”.',
  },
  sayUnfit: { zh: '我现在不能上岗', en: 'I am not fit now' },
  seconds: { zh: '写了您做第二人', en: 'You are named as the second' },
  secondOf: { zh: '{name} 破例上岗：{post}，{time}', en: '{name} placed by override: {post}, {time}' },
  secondWhy: { zh: '{by} 的理由：{reason}', en: '{by} gives as reason: {reason}' },
  object: { zh: '我不同意', en: 'I object' },
  objectWhy: { zh: '理由', en: 'Reason' },
  objectMeans: {
    zh: '{name} 会马上从这一班撤下，由别人接替。',
    en: '{name} is taken off the shift at once, and somebody else is looked for.',
  },
  sayFit: { zh: '我能上岗了', en: 'I am fit again' },
  calendar: { zh: '手机日历', en: 'Calendar of this phone' },
  calendarMeans: {
    zh: '生成一个只给您的链接，在手机日历里订阅，班次会自动出现。不要转发。',
    en: 'Makes a link for you alone. Subscribe to it in your calendar and your shifts appear. Do not pass it on.',
  },
  calendarMake: { zh: '生成日历链接', en: 'Make a calendar link' },
  calendarNew: { zh: '换一个新链接', en: 'Make a new link' },
  calendarRevoke: { zh: '停用链接', en: 'Revoke the link' },
  calendarSince: { zh: '{time} 起可用', en: 'in use since {time}' },
  calendarOnce: { zh: '链接只显示这一次：', en: 'The link is shown this once:' },
} as const

/** In what way somebody answers for a place. */
export const answeringWords = {
  owner: { zh: '楼栋责任人', en: 'Owner of the building' },
  linked: { zh: '挂钩联系', en: 'Linked leader' },
  answers: { zh: '包保责任人', en: 'Answers for it' },
} as const
