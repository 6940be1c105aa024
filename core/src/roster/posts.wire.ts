/** Posts and their hours: where people stand, when, and how many are needed. */
import { SKILLS } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { day, id, instant, page, pageInput, territoryCode, text, whole, z } from '../platform/shapes.ts'
import { overriding, Verdict } from './assign.wire.ts'
import { onePost, oneShift, POST_STATES, Post, Shift, who } from './shapes.ts'

/** How many people are needed at some time and how many are meant to come. A plan: it covers nothing. */
export const Gap = z.object({ needed: z.number(), assigned: z.number(), missing: z.number() })
export type Gap = z.infer<typeof Gap>

export const PostLine = z.object({
  ...Post.shape,
  /** Shifts under way. */
  now: Gap,
  /** Shifts that begin within the hours asked for. */
  soon: Gap,
  /** When the first shift with a gap begins, of those counted. */
  gapFrom: z.nullable(instant()),
})
export type PostLine = z.infer<typeof PostLine>

/** A shift with how many are meant to come. */
export const ShiftLine = z.object({ ...Shift.shape, assigned: z.number(), onStandby: z.number() })
export type ShiftLine = z.infer<typeof ShiftLine>

const skillList = () => z.array(z.enum(SKILLS)).check(z.maxLength(SKILLS.length))
const lines = () => z.array(text(60)).check(z.maxLength(12))
/** What is left out comes from the hazard pack's post of that kind. */
const postBody = {
  name: text(60),
  siteId: z.optional(z.nullable(id())),
  danger: z.optional(z.boolean()),
  command: z.optional(z.boolean()),
  skills: z.optional(skillList()),
  equipment: z.optional(lines()),
  checklist: z.optional(lines()),
  reportMinutes: z.optional(whole(0, 240)),
  briefing: z.optional(z.nullable(text(1000))),
  suitMinutes: z.optional(z.nullable(whole(30, 480))),
  closesWhen: z.optional(z.nullable(text(80))),
  teamId: z.optional(z.nullable(id())),
  /** Sites that it serves: a gate may serve several compounds. */
  serves: z.optional(z.array(id()).check(z.maxLength(100))),
}

export const posts = endpoint({
  name: 'roster.posts',
  method: 'get',
  path: '/posts',
  words: { zh: '岗位列表，缺口在前', en: 'Posts, gaps first' },
  may: 'roster.read',
  reach: 'scope',
  shared: true,
  input: z.object({
    ...pageInput,
    incidentId: z.optional(id()),
    territory: z.optional(territoryCode()),
    siteId: z.optional(id()),
    kind: z.optional(text(40)),
    state: z.optional(z.enum(POST_STATES)),
    /** How many hours ahead gaps are counted. */
    hours: z._default(whole(1, 72), 12),
  }),
  output: z.object({ ...page(PostLine).shape, asOf: instant() }),
})
/** One post with the shifts of a span: from yesterday to a week from now unless asked otherwise. */
export const post = endpoint({
  name: 'roster.post',
  method: 'get',
  path: '/posts/:postId',
  words: { zh: '一个岗位及其班次', en: 'One post and its shifts' },
  may: 'roster.read',
  reach: onePost,
  urgency: 'picture',
  shared: true,
  input: z.object({ postId: id(), from: z.optional(instant()), until: z.optional(instant()) }),
  output: z.object({
    post: Post,
    closedAt: z.nullable(instant()),
    closedWhy: z.nullable(z.string()),
    from: instant(),
    until: instant(),
    shifts: z.array(ShiftLine),
  }),
})
export const createPost = endpoint({
  name: 'roster.createPost',
  method: 'post',
  path: '/posts',
  words: { zh: '设岗', en: 'Set up a post' },
  may: 'roster.plan',
  reach: 'scope',
  input: z.object({
    id: id(),
    incidentId: z.optional(z.nullable(id())),
    territory: territoryCode(),
    kind: text(40),
    ...postBody,
  }),
  output: Post,
  problems: ['territory/unknown', 'roster/site-elsewhere', 'incident/closed', 'door/not-found'],
})
/** How many posts one act may set up: as many as one template is laid out at. */
export const MOST_POSTS = 200
/** Several posts of a kind in one act, as a list names them; they are a batch and can be taken back as one. */
export const createPosts = endpoint({
  name: 'roster.createPosts',
  method: 'post',
  path: '/post-batches',
  words: { zh: '批量设岗', en: 'Set up several posts' },
  may: 'roster.plan',
  reach: 'scope',
  input: z.object({
    id: id(),
    incidentId: z.optional(z.nullable(id())),
    territory: territoryCode(),
    kind: text(40),
    rows: z
      .array(
        z.object({
          id: id(),
          name: postBody.name,
          siteId: postBody.siteId,
          teamId: postBody.teamId,
          serves: postBody.serves,
        }),
      )
      .check(z.minLength(1), z.maxLength(MOST_POSTS)),
  }),
  output: z.object({ batchId: id(), posts: z.array(Post) }),
  problems: ['territory/unknown', 'roster/site-elsewhere', 'incident/closed', 'door/not-found'],
})
/** Somebody who is placed, and what the guard says of them under a change: only what was not said before. */
export const Affected = z.object({
  assignmentId: id(),
  shiftId: id(),
  /** As they would be. */
  startsAt: instant(),
  endsAt: instant(),
  person: who(),
  standby: z.boolean(),
  verdicts: z.array(Verdict),
})
export type Affected = z.infer<typeof Affected>
/** So many places one change may take people off, or keep beyond a limit; a preview shows as many. */
export const MOST_STOPPED = 300
/** Whom a change touches, those whom it stops first; `count` is all of them. */
const Touched = z.object({ rows: z.array(Affected), count: z.number() })
/**
 * What becomes of those whom the guard would stop under a change: off the shift and told (ids of assignments), or kept by
 * a reason and a second name, as when placing. With neither, nothing changes at all.
 */
const forThoseStopped = {
  release: z._default(z.array(id()).check(z.maxLength(MOST_STOPPED)), []),
  override: z.optional(overriding()),
}
/** What is left out stays as it is. */
export const amendPost = endpoint({
  name: 'roster.amendPost',
  method: 'put',
  path: '/posts/:postId',
  words: { zh: '修改岗位', en: 'Amend a post' },
  may: 'roster.plan',
  reach: onePost,
  input: z.object({ postId: id(), version: z.number(), ...postBody, ...forThoseStopped }),
  output: Post,
  problems: [
    'roster/post-closed',
    'roster/site-elsewhere',
    'roster/hours-overlap',
    'roster/amend-stops',
    'roster/amend-firm',
    'roster/amend-many',
    'roster/second-name',
    'door/changed-meanwhile',
  ],
})
/** Of whom the guard would say something new, before the post is changed. */
export const previewAmendPost = endpoint({
  name: 'roster.previewAmendPost',
  method: 'post',
  path: '/posts/:postId/amendment-preview',
  words: { zh: '修改岗位前查看受影响的人', en: 'Who is affected by amending a post' },
  may: 'roster.plan',
  reach: onePost,
  secret: true,
  input: z.object({ postId: id(), ...postBody }),
  output: Touched,
  problems: ['roster/post-closed', 'roster/amend-many'],
})
/** Ends the shifts under way now and cancels those to come; whoever was meant to come is told. */
export const closePost = endpoint({
  name: 'roster.closePost',
  method: 'post',
  path: '/posts/:postId/close',
  words: { zh: '撤岗', en: 'Close a post' },
  may: 'roster.plan',
  reach: onePost,
  input: z.object({ postId: id(), version: z.number(), reason: text(200) }),
  output: Post,
  problems: ['roster/post-closed', 'door/changed-meanwhile'],
})

const shiftBody = {
  role: text(40),
  skills: z._default(skillList(), []),
  startsAt: instant(),
  endsAt: instant(),
  openEnd: z._default(z.boolean(), false),
  people: whole(1, 500),
  standby: z._default(whole(0, 500), 0),
}
export const addShift = endpoint({
  name: 'roster.addShift',
  method: 'post',
  path: '/posts/:postId/shifts',
  words: { zh: '增加班次', en: 'Add a shift' },
  may: 'roster.plan',
  reach: onePost,
  input: z.object({ postId: id(), id: id(), ...shiftBody }),
  output: Shift,
  problems: ['roster/post-closed', 'roster/shift-hours', 'door/not-found'],
})
/** Changes hours or numbers; whoever is assigned is told of other hours. */
export const amendShift = endpoint({
  name: 'roster.amendShift',
  method: 'put',
  path: '/shifts/:shiftId',
  words: { zh: '修改班次', en: 'Amend a shift' },
  may: 'roster.plan',
  reach: oneShift,
  input: z.object({ shiftId: id(), version: z.number(), ...shiftBody, ...forThoseStopped }),
  output: Shift,
  problems: [
    'roster/post-closed',
    'roster/shift-hours',
    'roster/shift-cancelled',
    'roster/people-there',
    'roster/fewer-than-assigned',
    'roster/hours-overlap',
    'roster/amend-stops',
    'roster/amend-firm',
    'roster/amend-many',
    'roster/second-name',
    'door/changed-meanwhile',
  ],
})
/** Of whom the guard would say something new, before the shift is changed. */
export const previewAmendShift = endpoint({
  name: 'roster.previewAmendShift',
  method: 'post',
  path: '/shifts/:shiftId/amendment-preview',
  words: { zh: '修改班次前查看受影响的人', en: 'Who is affected by amending a shift' },
  may: 'roster.plan',
  reach: oneShift,
  secret: true,
  input: z.object({ shiftId: id(), ...shiftBody }),
  output: Touched,
  problems: ['roster/post-closed', 'roster/shift-hours', 'roster/shift-cancelled', 'roster/amend-many'],
})
/** Takes its people off and tells them. */
export const cancelShift = endpoint({
  name: 'roster.cancelShift',
  method: 'post',
  path: '/shifts/:shiftId/cancellation',
  words: { zh: '取消班次', en: 'Cancel a shift' },
  may: 'roster.plan',
  reach: oneShift,
  input: z.object({ shiftId: id(), version: z.number(), reason: text(200) }),
  output: Shift,
  problems: ['roster/shift-cancelled', 'roster/people-there', 'door/changed-meanwhile'],
})

/** A time on the wall clock of the city, `08:00`. */
export const clock = () => z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
/** One line of a template: the hours of a shift on each day. One that ends no later than it starts ends on the next day. */
export const TemplateLine = z.object({
  starts: clock(),
  ends: clock(),
  role: text(40),
  people: whole(1, 500),
  standby: z._default(whole(0, 500), 0),
  skills: z._default(skillList(), []),
})
export type TemplateLine = z.infer<typeof TemplateLine>

/** How many shifts one act may lay out. */
export const MOST_LAID_OUT = 10_000
const template = {
  postIds: z.array(id()).check(z.minLength(1), z.maxLength(200)),
  firstDay: day(),
  lastDay: day(),
  lines: z.array(TemplateLine).check(z.minLength(1), z.maxLength(24)),
}
const LaidOut = {
  posts: z.number(),
  days: z.number(),
  /** Shifts that are made. */
  shifts: z.number(),
  /** Shifts with the same hours and role that stand there already: they are not made twice. */
  known: z.number(),
  /** Person-shifts: people times shifts. */
  people: z.number(),
  /** Person-hours. */
  hours: z.number(),
}
/** What would be made, with the shifts of one post on the first days to look at. */
export const previewLayOut = endpoint({
  name: 'roster.previewLayOut',
  method: 'post',
  path: '/shift-previews',
  words: { zh: '预览铺开班次', en: 'Preview of shifts laid out' },
  may: 'roster.plan',
  reach: 'scope',
  input: z.object(template),
  output: z.object({
    ...LaidOut,
    first: z.array(
      z.object({
        postId: id(),
        day: day(),
        startsAt: instant(),
        endsAt: instant(),
        role: z.string(),
        people: z.number(),
      }),
    ),
  }),
  problems: ['roster/too-many-shifts', 'roster/days-backwards', 'roster/post-closed', 'door/not-found'],
})
export const layOut = endpoint({
  name: 'roster.layOut',
  method: 'post',
  path: '/shift-batches',
  words: { zh: '按模板铺开班次', en: 'Lay a template of shifts out' },
  may: 'roster.plan',
  reach: 'scope',
  input: z.object({ id: id(), ...template }),
  output: z.object({ batchId: id(), ...LaidOut }),
  problems: ['roster/too-many-shifts', 'roster/days-backwards', 'roster/post-closed', 'door/not-found'],
})

export const BATCH_KINDS = ['shifts', 'posts', 'level'] as const
export const Batch = z.object({
  id: id(),
  what: z.enum(BATCH_KINDS),
  zh: z.string(),
  en: z.string(),
  madeAt: instant(),
  undoneAt: z.nullable(instant()),
  posts: z.number(),
  shifts: z.number(),
  /** People assigned to its shifts: they are told when it is undone. */
  assigned: z.number(),
})
export type Batch = z.infer<typeof Batch>
/** What was made with one act, the newest first. */
export const batches = endpoint({
  name: 'roster.batches',
  method: 'get',
  path: '/batches',
  words: { zh: '成批建立的记录', en: 'What was made in batches' },
  may: 'roster.read',
  reach: 'scope',
  input: z.object({ ...pageInput, postId: z.optional(id()) }),
  output: page(Batch),
})
/** Closes its posts and cancels its shifts, as long as nobody has checked in on one of them. */
export const undoBatch = endpoint({
  name: 'roster.undoBatch',
  method: 'post',
  path: '/batches/:batchId/undo',
  words: { zh: '整批撤销', en: 'Undo a batch' },
  may: 'roster.plan',
  reach: 'scope',
  input: z.object({ batchId: id() }),
  output: Batch,
  problems: ['roster/batch-begun', 'door/not-found'],
})
