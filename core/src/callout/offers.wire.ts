import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { done, id, instant, page, pageInput, text, z } from '../platform/shapes.ts'
import { CALL_BASES, CALL_KINDS, CALL_STATES, call, ofCall, SELECTIONS } from './wire.ts'

/** What anybody with the link may read; it names no volunteer. */
export const PublicCall = z.object({
  id: id(),
  tenantName: z.string(),
  /** The page must say that nothing of it is real. */
  rehearsal: z.boolean(),
  zone: z.string(),
  title: z.string(),
  text: z.string(),
  kind: z.enum(CALL_KINDS),
  basis: z.enum(CALL_BASES),
  state: z.enum(CALL_STATES),
  issuers: z.array(z.string()),
  /** Who gave an order; null for calls that only ask. */
  orderedBy: z.nullable(z.string()),
  selection: z.enum(SELECTIONS),
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
  urgency: 'deed',
  perMinute: 60,
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
  volunteerNo: personal('offer.said', z.string()),
  unit: personal('offer.said', z.string()),
  phone: personal('person.phone', z.string()),
  note: personal('offer.said', z.string()),
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
  urgency: 'deed',
  input: z.object({ ...ofCall, offerId: id(), id: id(), accept: z.nullable(z.object({ personId: id() })) }),
  output: Offer,
  problems: ['callout/offer-decided', 'callout/not-open'],
})
