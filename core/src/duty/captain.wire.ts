/** What a captain looks at first: the shifts at their posts, and a word to somebody who is not there yet. */
import { endpoint } from '../platform/endpoint.ts'
import { done, id, instant, territoryCode, whole, z } from '../platform/shapes.ts'
import { oneShift, postName } from '../roster/shapes.ts'

/** A shift on the day in numbers. Who stays over from the shift before is among those present. */
export const ShiftOnDay = z.object({
  post: postName(),
  shiftId: id(),
  role: z.string(),
  startsAt: instant(),
  endsAt: instant(),
  openEnd: z.boolean(),
  need: z.number(),
  present: z.number(),
  /** Checked in by no code and without the captain's word yet. */
  unproven: z.number(),
  /** Assigned, and may still come; `late` of them are past their report time. */
  expected: z.number(),
  late: z.number(),
  noShows: z.number(),
  /** Still here although the shift is over. */
  overdue: z.number(),
  /** Before it begins, those who are expected count as if they were here. */
  missing: z.number(),
  /** Asked for by a shortage that runs. */
  asking: z.number(),
  closedAt: z.nullable(instant()),
})
export type ShiftOnDay = z.infer<typeof ShiftOnDay>
/** Shifts at the reader's posts: those under way, those where somebody still is, and those of the hours before and after. */
export const shifts = endpoint({
  name: 'duty.shifts',
  method: 'get',
  path: '/duty/shifts',
  words: { zh: '当天的班次', en: 'Shifts of the day' },
  may: 'duty.read',
  reach: 'scope',
  shared: true,
  input: z.object({
    postId: z.optional(id()),
    territory: z.optional(territoryCode()),
    back: z._default(whole(0, 48), 0),
    hours: z._default(whole(1, 48), 12),
    limit: z._default(whole(1, 500), 200),
  }),
  output: z.object({ asOf: instant(), rows: z.array(ShiftOnDay) }),
})

/** Tells somebody who is expected that they are waited for; said again within minutes it tells nobody twice. */
export const remind = endpoint({
  name: 'duty.remind',
  method: 'post',
  path: '/shifts/:shiftId/reminders',
  words: { zh: '提醒到岗', en: 'Remind somebody to come' },
  may: 'duty.run',
  reach: oneShift,
  urgency: 'deed',
  input: z.object({ shiftId: id(), personId: id() }),
  output: done(),
  problems: ['duty/not-planned', 'duty/is-here'],
})
