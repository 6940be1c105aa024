import { SKILLS } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { id, instant, page, pageInput, territoryCode, text, whole, z } from '../platform/shapes.ts'

/** Appeal (倡议书), order (冲锋令), recruitment (招募令), urgent shortage (急缺). */
export const CALL_KINDS = ['appeal', 'order', 'recruitment', 'urgent-shortage'] as const
/** A duty order binds staff to their unit; a voluntary call needs each person's consent. Never converted. */
export const CALL_BASES = ['DUTY_ORDER', 'VOLUNTARY'] as const
/** `arrival`: a tap takes a place. `ranked`: the desk selects after the deadline by fitness, load and skills. */
export const SELECTIONS = ['arrival', 'ranked'] as const
export const CALL_STATES = ['draft', 'open', 'full', 'ended', 'withdrawn', 'departed'] as const
export const SEAT_STATES = ['confirmed', 'held', 'reserve', 'withdrawn', 'declined', 'stood-down'] as const

export const Audience = z.object({
  /** Units with their sub-units, territories with all below, skills; empty lists leave that side open. */
  unitIds: z._default(z.array(id()).check(z.maxLength(200)), []),
  territories: z._default(z.array(territoryCode()).check(z.maxLength(200)), []),
  skills: z._default(z.array(z.enum(SKILLS)), []),
})
export const Call = z.object({
  id: id(),
  incidentId: z.nullable(id()),
  kind: z.enum(CALL_KINDS),
  basis: z.enum(CALL_BASES),
  selection: z.enum(SELECTIONS),
  state: z.enum(CALL_STATES),
  title: z.string(),
  text: z.string(),
  /** Everybody who signs the call; several issuers are usual. */
  issuers: z.array(z.string()),
  orderedBy: z.nullable(z.string()),
  audience: Audience,
  quota: z.number(),
  deadline: z.nullable(instant()),
  holdMinutes: z.number(),
  muster: z.object({
    point: z.nullable(z.string()),
    territory: z.nullable(territoryCode()),
    at: z.nullable(instant()),
  }),
  wave: z.number(),
  firstWave: z.nullable(id()),
  /** Distinct people of this wave and all before it. */
  cumulative: z.number(),
  counts: z.object({
    signedUp: z.number(),
    confirmed: z.number(),
    held: z.number(),
    reserve: z.number(),
    withdrawn: z.number(),
    stoodDown: z.number(),
    presentAtMuster: z.number(),
    presentAtDeparture: z.number(),
  }),
  publishedAt: z.nullable(instant()),
  departedAt: z.nullable(instant()),
  /** From publishing to departure, in minutes. */
  minutesToDeparture: z.nullable(z.number()),
  version: z.number(),
  link: z.nullable(z.string()),
})
export type Call = z.infer<typeof Call>

const callBody = {
  kind: z.enum(CALL_KINDS),
  basis: z.enum(CALL_BASES),
  selection: z._default(z.enum(SELECTIONS), 'arrival'),
  title: text(80),
  text: text(4000),
  issuers: z.array(text(60)).check(z.minLength(1), z.maxLength(10)),
  orderedBy: z.optional(z.nullable(text(60))),
  audience: Audience,
  quota: whole(1, 10_000),
  deadline: z.optional(z.nullable(instant())),
  holdMinutes: z._default(whole(1, 1440), 10),
  muster: z.object({
    point: z.optional(z.nullable(text(120))),
    territory: z.optional(z.nullable(territoryCode())),
    at: z.optional(z.nullable(instant())),
  }),
}
/** Reach and input of everything that is about one call. */
export const call = { kind: 'call', field: 'callId' } as const
export const ofCall = { callId: id() }

export const list = endpoint({
  name: 'callout.list',
  method: 'get',
  path: '/calls',
  words: { zh: '召集列表', en: 'Calls' },
  may: 'callout.read',
  reach: 'scope',
  shared: true,
  input: z.object({ ...pageInput, incidentId: z.optional(id()), state: z.optional(z.enum(CALL_STATES)) }),
  output: page(Call),
})
export const get = endpoint({
  name: 'callout.get',
  method: 'get',
  path: '/calls/:callId',
  words: { zh: '一个召集', en: 'One call' },
  may: 'callout.read',
  reach: call,
  input: z.object(ofCall),
  output: Call,
})
/** How many people a call would address, before it is sent. */
export const size = endpoint({
  name: 'callout.size',
  method: 'post',
  path: '/call-size',
  words: { zh: '估算召集规模', en: 'Size a call before sending it' },
  may: 'callout.issue',
  reach: 'scope',
  input: z.object({ audience: Audience, quota: whole(1, 10_000) }),
  output: z.object({ addressed: z.number(), onCall: z.number(), serving: z.number() }),
})
export const draft = endpoint({
  name: 'callout.draft',
  method: 'post',
  path: '/calls',
  words: { zh: '起草召集', en: 'Draft a call' },
  may: 'callout.issue',
  reach: 'scope',
  input: z.object({ id: id(), incidentId: z.optional(z.nullable(id())), ...callBody }),
  output: Call,
  problems: ['callout/order-needs-issuer', 'door/not-found'],
})
/** Published calls change by version; the basis never changes. */
export const amend = endpoint({
  name: 'callout.amend',
  method: 'put',
  path: '/calls/:callId',
  words: { zh: '修改召集', en: 'Amend a call' },
  may: 'callout.issue',
  reach: call,
  input: z.object({ ...ofCall, version: z.number(), ...callBody }),
  output: Call,
  problems: [
    'callout/duty-stays-duty',
    'callout/selection-stays',
    'callout/order-needs-issuer',
    'callout/quota-below-confirmed',
    'callout/not-open',
    'door/changed-meanwhile',
  ],
})
export const publish = endpoint({
  name: 'callout.publish',
  method: 'post',
  path: '/calls/:callId/publish',
  words: { zh: '发布召集', en: 'Publish a call' },
  may: 'callout.issue',
  reach: call,
  urgency: 'deed',
  input: z.object({ ...ofCall, version: z.number() }),
  output: Call,
  problems: ['callout/not-open', 'door/changed-meanwhile', 'incident/closed'],
})
export const withdraw = endpoint({
  name: 'callout.withdraw',
  method: 'post',
  path: '/calls/:callId/withdrawal',
  words: { zh: '撤回召集', en: 'Withdraw a call' },
  may: 'callout.issue',
  reach: call,
  input: z.object({ ...ofCall, version: z.number(), reason: text(200) }),
  output: Call,
  problems: ['callout/not-open', 'door/changed-meanwhile'],
})
/** Ends the call and tells the reserve that they need not come. */
export const end = endpoint({
  name: 'callout.end',
  method: 'post',
  path: '/calls/:callId/end',
  words: { zh: '结束召集并告知候补', en: 'End a call and stand the reserve down' },
  may: 'callout.issue',
  reach: call,
  input: z.object({ ...ofCall, version: z.number() }),
  output: Call,
  problems: ['callout/not-open', 'door/changed-meanwhile'],
})
export const nextWave = endpoint({
  name: 'callout.nextWave',
  method: 'post',
  path: '/calls/:callId/waves',
  words: { zh: '再派一批', en: 'Call the next wave' },
  may: 'callout.issue',
  reach: call,
  input: z.object({
    ...ofCall,
    id: id(),
    quota: whole(1, 10_000),
    deadline: z.optional(z.nullable(instant())),
    musterAt: z.optional(z.nullable(instant())),
  }),
  output: Call,
})
