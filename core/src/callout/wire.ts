import { SKILLS } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { done, id, instant, page, pageInput, territoryCode, text, whole, z } from '../platform/shapes.ts'

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
const call = { kind: 'call', field: 'callId' } as const
const ofCall = { callId: id() }

export const list = endpoint({
  name: 'callout.list',
  method: 'get',
  path: '/calls',
  words: { zh: '召集列表', en: 'Calls' },
  may: 'callout.read',
  reach: 'scope',
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
  problems: ['callout/duty-stays-duty', 'callout/quota-below-confirmed', 'callout/not-open', 'door/changed-meanwhile'],
})
export const publish = endpoint({
  name: 'callout.publish',
  method: 'post',
  path: '/calls/:callId/publish',
  words: { zh: '发布召集', en: 'Publish a call' },
  may: 'callout.issue',
  reach: call,
  input: z.object({ ...ofCall, version: z.number() }),
  output: Call,
  problems: ['callout/not-open', 'door/changed-meanwhile'],
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

export const Seat = z.object({
  person: z.object({
    id: id(),
    name: personal('person.name', z.string()),
    unit: z.string(),
    phone: personal('person.phone', z.string()),
  }),
  state: z.enum(SEAT_STATES),
  place: z.nullable(z.number()),
  rank: z.nullable(z.number()),
  heldUntil: z.nullable(instant()),
  signedUpAt: instant(),
  via: z.string(),
  fit: z.boolean(),
  note: z.nullable(z.string()),
  /** Other calls this person is confirmed for in the last 7 days: the load that ranking looks at. */
  recentCalls: z.number(),
  toldAt: z.nullable(instant()),
  present: z.object({ muster: z.nullable(z.boolean()), departure: z.nullable(z.boolean()) }),
  /** Why the ranking put this person here. */
  reasons: z.array(z.object({ zh: z.string(), en: z.string() })),
})
export type Seat = z.infer<typeof Seat>
export const seats = endpoint({
  name: 'callout.seats',
  method: 'get',
  path: '/calls/:callId/seats',
  words: { zh: '名额与候补', en: 'Seats and reserve' },
  may: 'callout.run',
  reach: call,
  input: z.object(ofCall),
  output: z.object({ rows: z.array(Seat) }),
})
/** What a person sees of their own answer. */
export const Answer = z.object({
  state: z.enum([...SEAT_STATES, 'signed-up', 'none']),
  place: z.nullable(z.number()),
  rank: z.nullable(z.number()),
  heldUntil: z.nullable(instant()),
  zh: z.string(),
  en: z.string(),
})
export type Answer = z.infer<typeof Answer>
const answers = [
  'callout/not-open',
  'callout/deadline-passed',
  'callout/not-addressed',
  'callout/not-signed-up',
  'callout/no-hold',
]
export const myAnswer = endpoint({
  name: 'callout.myAnswer',
  method: 'get',
  path: '/calls/:callId/answer',
  words: { zh: '我的报名', en: 'My answer to a call' },
  may: 'callout.answer',
  reach: call,
  input: z.object(ofCall),
  output: Answer,
})
/** One tap. `id` is made by the phone, so that tapping twice is one sign-up. */
export const signUp = endpoint({
  name: 'callout.signUp',
  method: 'post',
  path: '/calls/:callId/answer',
  words: { zh: '我报名', en: 'Sign up' },
  may: 'callout.answer',
  reach: call,
  input: z.object({
    ...ofCall,
    id: id(),
    occurredAt: z.optional(instant()),
    fit: z._default(z.boolean(), true),
    note: z.optional(text(200)),
  }),
  output: Answer,
  problems: answers,
})
export const withdrawAnswer = endpoint({
  name: 'callout.withdrawAnswer',
  method: 'post',
  path: '/calls/:callId/answer/withdrawal',
  words: { zh: '退出报名', en: 'Withdraw my sign-up' },
  may: 'callout.answer',
  reach: call,
  input: z.object({ ...ofCall, id: id() }),
  output: Answer,
  problems: answers,
})
export const answerHold = endpoint({
  name: 'callout.answerHold',
  method: 'post',
  path: '/calls/:callId/answer/hold',
  words: { zh: '答复保留的名额', en: 'Take or decline a held place' },
  may: 'callout.answer',
  reach: call,
  input: z.object({ ...ofCall, id: id(), accept: z.boolean() }),
  output: Answer,
  problems: answers,
})
/** Signs up the people of a checked 接龙 list; those who were signed up already are answered `known`. */
export const signUpChain = endpoint({
  name: 'callout.signUpChain',
  method: 'post',
  path: '/calls/:callId/chain',
  words: { zh: '按接龙名单报名', en: 'Sign up a checked chain' },
  may: 'callout.run',
  reach: call,
  input: z.object({
    ...ofCall,
    entries: z
      .array(z.object({ id: id(), personId: id(), note: z.optional(text(200)) }))
      .check(z.minLength(1), z.maxLength(2000)),
  }),
  output: z.object({
    answers: z.array(
      z.object({
        personId: id(),
        verdict: z.enum(['accepted', 'known', 'refused']),
        answer: z.nullable(Answer),
        zh: z.nullable(z.string()),
        en: z.nullable(z.string()),
      }),
    ),
  }),
  problems: answers,
})
/** Chooses `quota` people of a ranked call and gives all others their reserve rank; everybody is told. */
export const select = endpoint({
  name: 'callout.select',
  method: 'post',
  path: '/calls/:callId/selection',
  words: { zh: '选定名单', en: 'Make the selection' },
  may: 'callout.run',
  reach: call,
  input: z.object({ ...ofCall, version: z.number(), skills: z._default(z.array(z.enum(SKILLS)), []) }),
  output: Call,
  problems: ['callout/already-selected', 'callout/not-open', 'door/changed-meanwhile'],
})
export const standDown = endpoint({
  name: 'callout.standDown',
  method: 'post',
  path: '/calls/:callId/seats/:personId/stand-down',
  words: { zh: '请某人不必前往', en: 'Stand a person down' },
  may: 'callout.run',
  reach: call,
  input: z.object({ ...ofCall, personId: id(), id: id(), reason: z.optional(text(200)) }),
  output: done(),
})
export const rollCall = endpoint({
  name: 'callout.rollCall',
  method: 'post',
  path: '/calls/:callId/roll-call',
  words: { zh: '点名', en: 'Roll-call' },
  may: 'callout.run',
  reach: call,
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
  may: 'callout.run',
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
  input: z.object(ofCall),
  output: z.object({
    rows: z.array(z.object({ at: instant(), zh: z.string(), en: z.string() })),
    /** Distinct sign-ups per minute after publishing. */
    signUps: z.array(z.object({ minute: z.number(), total: z.number() })),
  }),
})

/** What anybody with the link may read; it names no volunteer. */
export const PublicCall = z.object({
  id: id(),
  tenantName: z.string(),
  title: z.string(),
  text: z.string(),
  kind: z.enum(CALL_KINDS),
  basis: z.enum(CALL_BASES),
  state: z.enum(CALL_STATES),
  issuers: z.array(z.string()),
  quota: z.number(),
  taken: z.number(),
  deadline: z.nullable(instant()),
  muster: z.object({ point: z.nullable(z.string()), at: z.nullable(instant()) }),
  now: instant(),
})
export type PublicCall = z.infer<typeof PublicCall>
export const publicCall = endpoint({
  name: 'callout.publicCall',
  method: 'get',
  path: '/public/calls/:link',
  words: { zh: '公开召集页', en: 'Public page of a call' },
  may: 'anyone',
  reach: 'open',
  input: z.object({ link: text(120, 8) }),
  output: PublicCall,
})
/** 请战书: an offer to serve, not yet a place. People without a join link use it too. */
export const offer = endpoint({
  name: 'callout.offer',
  method: 'post',
  path: '/public/calls/:link/offers',
  words: { zh: '请战', en: 'Offer to serve' },
  may: 'anyone',
  reach: 'open',
  input: z.object({
    link: text(120, 8),
    id: id(),
    name: text(40),
    volunteerNo: z.optional(text(30)),
    unit: z.optional(text(80)),
    phone: z.optional(text(20, 5)),
    note: z.optional(text(200)),
  }),
  output: done(),
  problems: ['callout/not-open'],
})
export const Offer = z.object({
  id: id(),
  at: instant(),
  callId: id(),
  callTitle: z.string(),
  name: personal('person.name', z.string()),
  volunteerNo: z.nullable(z.string()),
  unit: z.nullable(z.string()),
  phone: personal('person.phone', z.string()),
  note: z.nullable(z.string()),
  state: z.enum(['waiting', 'accepted', 'thanked']),
  /** People of the roster it may be; the desk decides. */
  candidates: z.array(
    z.object({ id: id(), name: personal('person.name', z.string()), unit: z.string(), volunteerNo: z.string() }),
  ),
})
export type Offer = z.infer<typeof Offer>
export const offers = endpoint({
  name: 'callout.offers',
  method: 'get',
  path: '/offers',
  words: { zh: '请战列表', en: 'Offers' },
  may: 'callout.weigh-offers',
  reach: 'scope',
  input: z.object({
    ...pageInput,
    callId: z.optional(id()),
    state: z.optional(z.enum(['waiting', 'accepted', 'thanked'])),
  }),
  output: page(Offer),
})
export const decideOffer = endpoint({
  name: 'callout.decideOffer',
  method: 'post',
  path: '/calls/:callId/offers/:offerId',
  words: { zh: '处理请战', en: 'Decide an offer' },
  may: 'callout.weigh-offers',
  reach: call,
  input: z.object({ ...ofCall, offerId: id(), id: id(), accept: z.nullable(z.object({ personId: id() })) }),
  output: Offer,
  problems: ['callout/offer-decided', 'callout/not-open'],
})
