import { endpoint } from '../platform/endpoint.ts'
import { id, instant, text, z } from '../platform/shapes.ts'
import { Call, call, ofCall } from './wire.ts'

export const rollCall = endpoint({
  name: 'callout.rollCall',
  method: 'post',
  path: '/calls/:callId/roll-call',
  words: { zh: '点名', en: 'Roll-call' },
  may: 'callout.run',
  reach: call,
  urgency: 'deed',
  input: z.object({
    ...ofCall,
    at: z.enum(['muster', 'departure']),
    marks: z
      .array(z.object({ id: id(), personId: id(), present: z.boolean() }))
      .check(z.minLength(1), z.maxLength(2000)),
  }),
  output: z.object({ present: z.number(), absent: z.number(), unmarked: z.number() }),
})
export const depart = endpoint({
  name: 'callout.depart',
  method: 'post',
  path: '/calls/:callId/departure',
  words: { zh: '集合出发', en: 'Depart' },
  may: 'callout.run',
  reach: call,
  urgency: 'deed',
  input: z.object({ ...ofCall, id: id(), version: z.number(), occurredAt: z.optional(instant()) }),
  output: Call,
  problems: ['callout/nobody-present', 'door/changed-meanwhile'],
})
/** The roll-call sheet with the fields of ICS-211 that need no more personal data than the roster holds. */
export const sheet = endpoint({
  name: 'callout.sheet',
  method: 'get',
  path: '/calls/:callId/sheet',
  words: { zh: '点名表', en: 'Roll-call sheet' },
  may: 'callout.run',
  reach: call,
  input: z.object({ ...ofCall, format: z._default(z.enum(['xlsx', 'csv']), 'xlsx') }),
  output: z.unknown(),
  gives: 'file',
})
/** Forms a team of those who departed, out of several units. */
export const formTeam = endpoint({
  name: 'callout.formTeam',
  method: 'post',
  path: '/calls/:callId/team',
  words: { zh: '由召集组成队伍', en: 'Form a composite team' },
  may: 'callout.issue',
  reach: call,
  input: z.object({ ...ofCall, id: id(), name: text(60), captainId: z.optional(id()) }),
  output: z.object({ teamId: id(), people: z.number(), units: z.number() }),
})
export const timeline = endpoint({
  name: 'callout.timeline',
  method: 'get',
  path: '/calls/:callId/timeline',
  words: { zh: '召集时间线', en: 'Timeline of a call' },
  may: 'callout.run',
  reach: call,
  urgency: 'picture',
  shared: true,
  input: z.object(ofCall),
  output: z.object({
    rows: z.array(z.object({ at: instant(), zh: z.string(), en: z.string() })),
    /** Distinct people signed up by the end of each minute after publishing in which somebody did. */
    signUps: z.array(z.object({ minute: z.number(), total: z.number() })),
  }),
})
