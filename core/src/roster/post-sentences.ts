import type { Words } from '../platform/shapes.ts'

/** A post and the first of the shifts that are spoken of. */
interface Shifts {
  readonly post: string
  readonly hours: Words
  /** How many shifts of one person; the first one is named. */
  readonly count: number
}

const several = ({ post, hours, count }: Shifts): Words =>
  count === 1
    ? { zh: `${post} ${hours.zh} 的班次`, en: `Your shift at ${post}, ${hours.en},` }
    : { zh: `${post} ${hours.zh} 起的 ${count} 个班次`, en: `Your ${count} shifts at ${post}, from ${hours.en} on,` }

/** What is said when posts and shifts change under people. */
export const POST_SENTENCES = {
  cancelled: (shifts: Shifts, reason: string): Words => ({
    zh: `${several(shifts).zh}已取消，不必前往。原因：${reason}`,
    en: `${several(shifts).en} ${shifts.count === 1 ? 'is' : 'are'} cancelled; you need not come. Reason: ${reason}`,
  }),
  endsNow: (post: string, reason: string): Words => ({
    zh: `${post} 现在撤岗，请收好物资后离岗，谢谢。原因：${reason}`,
    en: `${post} closes now. Put things away and leave; thank you. Reason: ${reason}`,
  }),
  moved: (post: string, from: Words, to: Words): Words => ({
    zh: `${post} 的班次由 ${from.zh} 改为 ${to.zh}，请核对。`,
    en: `Your shift at ${post} moves from ${from.en} to ${to.en}. Please check.`,
  }),
  setUp: (kind: Words, posts: number): Words => ({
    zh: `新设 ${posts} 个岗位：${kind.zh}`,
    en: `${posts} posts set up: ${kind.en}`,
  }),
  reportMoved: ({ post, hours, count }: Shifts, reportAt: Words): Words => ({
    zh: `${several({ post, hours, count }).zh}改了到岗时间${count === 1 ? '' : '，最近一班'}：${reportAt.zh} 到岗。`,
    en: `${several({ post, hours, count }).en} ${count === 1 ? 'has' : 'have'} a new report time${count === 1 ? '' : '; the next one'}: ${reportAt.en}.`,
  }),
  laidOut: (posts: number, first: string, last: string, shifts: number): Words => ({
    zh: `${posts} 个岗位 ${first} 至 ${last} 共 ${shifts} 个班次`,
    en: `${shifts} shifts at ${posts} posts, ${first} to ${last}`,
  }),
}

/** Why the shifts of a batch that is taken back are cancelled, and its posts closed. */
export const UNDONE: Words = { zh: '整批撤销', en: 'The batch was undone' }
