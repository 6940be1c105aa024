import { momentIn } from '../platform/moment.ts'
import type { Words } from '../platform/shapes.ts'
import { asDuration } from './guard-sentences.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const two = (value: number): string => String(value).padStart(2, '0')

/** An instant on the wall clock of a zone: 3月28日 08:00, 28 Mar 08:00. */
export function instantWords(zone: string, at: Date): Words {
  const { month, day, hour, minute } = momentIn(zone, at)
  const time = `${two(hour)}:${two(minute)}`
  return { zh: `${month}月${day}日 ${time}`, en: `${day} ${MONTHS[month - 1]!} ${time}` }
}

/** Hours on the wall clock of a zone: 3月28日 22:00–06:00, 28 Mar 22:00–06:00. */
export function hoursWords(zone: string, from: Date, until: Date): Words {
  const start = instantWords(zone, from)
  const { hour, minute } = momentIn(zone, until)
  const end = `–${two(hour)}:${two(minute)}`
  return { zh: `${start.zh}${end}`, en: `${start.en}${end}` }
}

/** Where and when, as a message needs it. */
export interface Where {
  readonly post: string
  readonly hours: Words
  readonly reportAt: Words
}

/** What people are told about their shifts. */
export const SHIFT_SENTENCES = {
  placed: ({ post, hours, reportAt }: Where, standby: boolean): Words => ({
    zh: `${standby ? '请您备勤' : '您已排班'}：${post}，${hours.zh}，${reportAt.zh} 到岗。`,
    en: `${standby ? 'You are on standby' : 'You have a shift'}: ${post}, ${hours.en}; report at ${reportAt.en}.`,
  }),
  takenOff: ({ post, hours }: Where, why = ''): Words => ({
    zh: `${post} ${hours.zh} 的班次不需要您了，请休息。${why && `说明：${why}`}`,
    en: `You need not come to ${post}, ${hours.en}. Please rest.${why && ` The desk says: ${why}`}`,
  }),
  called: ({ post, hours, reportAt }: Where): Words => ({
    zh: `备勤转上岗：${post}，${hours.zh}，${reportAt.zh} 到岗。`,
    en: `Your standby is called: ${post}, ${hours.en}; report at ${reportAt.en}.`,
  }),
  swapped: (from: Where, to: Where): Words => ({
    zh: `换班成功：${from.post} ${from.hours.zh} 换为 ${to.post} ${to.hours.zh}。`,
    en: `Swapped: ${from.post}, ${from.hours.en}, for ${to.post}, ${to.hours.en}.`,
  }),
  gaveAway: ({ post, hours }: Where): Words => ({
    zh: `${post} ${hours.zh} 已有人接班，您不必前往。`,
    en: `Somebody took over ${post}, ${hours.en}. You need not come.`,
  }),
  captainSwapped: ({ post, hours }: Where, out: string, into: string): Words => ({
    zh: `${post} ${hours.zh}：${out} 换为 ${into}，双方已同意。`,
    en: `${post}, ${hours.en}: ${out} is replaced by ${into}; both agreed.`,
  }),
  captainGap: ({ post, hours }: Where): Words => ({
    zh: `${post} ${hours.zh} 空出一个位置，正在寻找补位。`,
    en: `${post}, ${hours.en}: a place is free; somebody is being looked for.`,
  }),
  relieved: ({ post, hours }: Where): Words => ({
    zh: `${post} ${hours.zh}：接替您的人已落实，您不必再值这一班。`,
    en: `${post}, ${hours.en}: somebody relieves you. You need not serve this shift.`,
  }),
  secondName: ({ post, hours }: Where, volunteer: string, by: string): Words => ({
    zh: `${by} 破例安排 ${volunteer} 到 ${post}（${hours.zh}），写您为第二人。如不同意，请反对。`,
    en: `${by} placed ${volunteer} at ${post} (${hours.en}) against a limit and named you as second. Object if you do not agree.`,
  }),
  beyond: ({ post, hours }: Where, limits: Words): Words => ({
    zh: `${post} ${hours.zh} 超出保护限度：${limits.zh}。您可以不接受，在“我的班次”里点“不接受”即可，不留记录。`,
    en: `${post}, ${hours.en}, goes beyond a limit that protects you: ${limits.en}. You need not accept it: say so among your shifts; nothing of it is kept.`,
  }),
  objected: ({ post, hours }: Where): Words => ({
    zh: `第二人不同意破例，${post} ${hours.zh} 不再安排您，请休息。`,
    en: `The second name objected: you need not come to ${post}, ${hours.en}. Please rest.`,
  }),
}

/** What people are asked. Always free to say no; nobody sees it. */
export const ASK_SENTENCES = {
  take: ({ post, hours }: Where): Words => ({
    zh: `能否支援 ${post}，${hours.zh}？不方便可以不答复，不留记录。`,
    en: `Could you help at ${post}, ${hours.en}? If not, no answer is needed and none is kept.`,
  }),
  swap: (theirs: Where, yours: Where): Words => ({
    zh: `有人想用 ${theirs.post} ${theirs.hours.zh} 换您的 ${yours.post} ${yours.hours.zh}。`,
    en: `Somebody offers ${theirs.post}, ${theirs.hours.en}, for your ${yours.post}, ${yours.hours.en}.`,
  }),
  give: ({ post, hours }: Where): Words => ({
    zh: `有人不能值 ${post} ${hours.zh}，能否接班？`,
    en: `Somebody cannot serve at ${post}, ${hours.en}. Could you?`,
  }),
  join: (team: string, why: string): Words => ({
    zh: `“${team}”重新启用：${why}。您是否继续参加？不答复即不参加，不留记录。`,
    en: `“${team}” is woken: ${why}. Do you take part again? No answer means no, and none is kept.`,
  }),
  today: (minutes: number): Words => {
    const { zh, en } = asDuration(minutes)
    return minutes === 0
      ? { zh: '今天还没有服务', en: 'no duty today' }
      : { zh: `今天已服务 ${zh}`, en: `${en} on duty today` }
  },
}

/** What an answer comes to. */
export const OUTCOMES = {
  taken: { zh: '已为您排上，谢谢。', en: 'The shift is yours. Thank you.' },
  swapped: { zh: '换好了，谢谢。', en: 'Swapped. Thank you.' },
  joined: { zh: '欢迎归队。', en: 'Welcome back.' },
  'put-away': { zh: '好的，不再提醒您。', en: 'All right. You will not be reminded.' },
  late: {
    zh: '人已经够了，您不必前往。谢谢您愿意来。',
    en: 'Enough people came. You need not come; thank you for offering.',
  },
} as const satisfies Record<string, Words>

/** Kind words to whoever was asked when the places were filled by others. */
export const stoodDownWords = ({ post, hours }: Where): Words => ({
  zh: `${post} ${hours.zh} 人员已满，您不必前往，谢谢。`,
  en: `${post}, ${hours.en}, has enough people. You need not come; thank you.`,
})

/** The same when nobody is needed any more, or the shift is over. */
export const notNeededWords = ({ post, hours }: Where): Words => ({
  zh: `${post} ${hours.zh} 不再需要支援，您不必前往，谢谢。`,
  en: `Nobody is needed any more at ${post}, ${hours.en}. You need not come; thank you.`,
})

/** Secondment as those concerned read it. */
export const SECONDMENT_SENTENCES = {
  ordered: (host: string, from: Words, until: Words, by: string): Words => ({
    zh: `${by} 决定借调您到${host}，${from.zh} 至 ${until.zh}。`,
    en: `By order of ${by} you are seconded to ${host}, from ${from.en} until ${until.en}.`,
  }),
  begun: (host: string): Words => ({
    zh: `借调开始：现在由${host}安排岗位。`,
    en: `Your secondment to ${host} begins.`,
  }),
  amended: (host: string, until: Words, by: string): Words => ({
    zh: `您在${host}的借调改为到 ${until.zh} 为止（${by}）。`,
    en: `Your secondment to ${host} now lasts until ${until.en} (${by}).`,
  }),
  ended: (host: string): Words => ({
    zh: `在${host}的借调结束，谢谢。`,
    en: `Your secondment to ${host} has ended. Thank you.`,
  }),
}
