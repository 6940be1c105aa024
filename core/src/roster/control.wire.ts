/** Control zones (管控): a level over a place, with measures, legal basis, end and review date. */
import { place } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { day, id, instant, page, pageInput, territoryCode, text, words, z } from '../platform/shapes.ts'
import { Named } from './answering.wire.ts'
import { siteName } from './shapes.ts'
import { Site } from './sites.wire.ts'

/** `lapsed`: past its end or its review date without having been renewed; it holds no longer. */
export const CONTROL_STATES = ['prepared', 'in-force', 'lapsed', 'ended'] as const
export const TONES = ['gap', 'watch', 'good', 'silent'] as const

export const Control = z.object({
  id: id(),
  incidentId: id(),
  territory: place(),
  name: z.string(),
  /** Key of a scale of the hazard pack: `risk` (high, medium, low), `closure` (sealed, restricted, precaution) … */
  scale: z.string(),
  /** Key of a level of that scale; null while it is only prepared. */
  level: z.nullable(z.string()),
  levelWords: z.nullable(words()),
  tone: z.enum(TONES),
  state: z.enum(CONTROL_STATES),
  measures: z.array(z.string()),
  /** Law, notice or decree by which it holds. */
  basis: z.nullable(z.string()),
  issuer: z.nullable(z.string()),
  /** Whom residents ask: a desk, not a person. */
  contact: z.nullable(z.string()),
  /** Since when the level holds. */
  since: z.nullable(instant()),
  endsOn: z.nullable(day()),
  reviewOn: z.nullable(day()),
  /** Sites in it; for buildings, those without a named owner. */
  sites: z.number(),
  withoutOwner: z.number(),
  version: z.number(),
})
export type Control = z.infer<typeof Control>

/** A line of its history; nothing in it is ever changed. */
export const ControlEntry = z.object({
  id: id(),
  at: instant(),
  what: z.enum(['prepared', 'level', 'amended', 'sites', 'reviewed', 'ended']),
  zh: z.string(),
  en: z.string(),
  by: z.string(),
  batchId: z.nullable(id()),
})
export const ControlSite = z.object({ site: Site, owner: z.nullable(Named), post: z.nullable(siteName()) })
export const ControlPage = z.object({
  control: Control,
  sites: z.array(ControlSite),
  answering: z.array(Named),
  history: z.array(ControlEntry),
})
export type ControlPage = z.infer<typeof ControlPage>

const oneControl = { kind: 'control', field: 'controlId' } as const
const ofControl = { controlId: id(), version: z.number() }
const siteIds = () => z.array(id()).check(z.maxLength(300))
const said = {
  measures: z.array(text(200)).check(z.minLength(1), z.maxLength(20)),
  basis: text(300),
  issuer: text(80),
  contact: z.optional(z.nullable(text(80))),
  endsOn: day(),
  /** Seven days from today unless told, and never later. */
  reviewOn: z.optional(day()),
}

export const controls = endpoint({
  name: 'roster.controls',
  method: 'get',
  path: '/controls',
  words: { zh: '管控区列表', en: 'Control zones' },
  may: 'roster.read',
  reach: 'scope',
  shared: true,
  input: z.object({
    ...pageInput,
    incidentId: z.optional(id()),
    territory: z.optional(territoryCode()),
    state: z.optional(z.enum(CONTROL_STATES)),
  }),
  output: page(Control),
})
export const control = endpoint({
  name: 'roster.control',
  method: 'get',
  path: '/controls/:controlId',
  words: { zh: '一个管控区及其沿革', en: 'One control zone and its history' },
  may: 'roster.read',
  reach: oneControl,
  urgency: 'picture',
  shared: true,
  input: z.object({ controlId: id() }),
  output: ControlPage,
})
/** Prepares a zone: name, place and the sites in it. It holds only once a level is set. */
export const createControl = endpoint({
  name: 'roster.createControl',
  method: 'post',
  path: '/controls',
  words: { zh: '准备管控区', en: 'Prepare a control zone' },
  may: 'roster.control',
  reach: 'scope',
  input: z.object({
    id: id(),
    incidentId: id(),
    territory: territoryCode(),
    name: text(60),
    scale: text(30),
    siteIds: z._default(siteIds(), []),
  }),
  output: Control,
  problems: ['territory/unknown', 'roster/scale-unknown', 'roster/site-elsewhere', 'incident/closed', 'door/not-found'],
})
/** Other words for the same level; what was said before stays in the history. */
export const amendControl = endpoint({
  name: 'roster.amendControl',
  method: 'put',
  path: '/controls/:controlId',
  words: { zh: '修改管控措施', en: 'Amend a control zone' },
  may: 'roster.control',
  reach: oneControl,
  input: z.object({
    ...ofControl,
    name: text(60),
    measures: said.measures,
    basis: said.basis,
    issuer: said.issuer,
    contact: said.contact,
    endsOn: said.endsOn,
  }),
  output: Control,
  problems: ['roster/control-ended', 'roster/control-prepared', 'roster/ends-before', 'door/changed-meanwhile'],
})
/** The sites in it from now on. A building that joins gets the posts of the level in force. */
export const setControlSites = endpoint({
  name: 'roster.setControlSites',
  method: 'put',
  path: '/controls/:controlId/sites',
  words: { zh: '调整管控区内的点位', en: 'Set the sites of a control zone' },
  may: 'roster.control',
  reach: oneControl,
  input: z.object({ ...ofControl, batchId: id(), siteIds: siteIds() }),
  output: z.object({ ...ControlPage.shape, made: z.object({ posts: z.number(), shifts: z.number() }) }),
  problems: ['roster/control-ended', 'roster/site-elsewhere', 'door/changed-meanwhile', 'door/not-found'],
})
const Making = {
  /** Posts that are set up, where none of that kind stands open at the site. */
  posts: z.number(),
  shifts: z.number(),
  /** Person-shifts. */
  people: z.number(),
  /** Open posts of the zone that stay as they are. */
  untouched: z.number(),
}
export const previewLevel = endpoint({
  name: 'roster.previewLevel',
  method: 'get',
  path: '/controls/:controlId/level-preview',
  words: { zh: '预览调整等级', en: 'Preview of a change of level' },
  may: 'roster.control',
  reach: oneControl,
  input: z.object({ controlId: id(), level: text(30), reviewOn: z.optional(day()) }),
  output: z.object({ ...Making, names: z.array(z.string()) }),
  problems: ['roster/control-ended', 'roster/level-unknown', 'roster/review-too-far'],
})
/** Sets the level and makes the posts and shifts that the hazard pack names for it, as one batch; posts that run stay. */
export const changeControlLevel = endpoint({
  name: 'roster.changeControlLevel',
  method: 'post',
  path: '/controls/:controlId/level',
  words: { zh: '调整管控等级', en: 'Change the level of control' },
  may: 'roster.control',
  reach: oneControl,
  urgency: 'deed',
  input: z.object({ ...ofControl, batchId: id(), level: text(30), ...said, reason: text(200) }),
  output: z.object({ ...ControlPage.shape, made: z.object(Making) }),
  problems: [
    'roster/control-ended',
    'roster/level-unknown',
    'roster/level-same',
    'roster/review-too-far',
    'roster/ends-before',
    'incident/closed',
    'door/changed-meanwhile',
  ],
})
/** Looked at again and still needed: a new review date, and shifts for its posts until then. */
export const renewControl = endpoint({
  name: 'roster.renewControl',
  method: 'post',
  path: '/controls/:controlId/reviews',
  words: { zh: '复核并延续', en: 'Review and renew' },
  may: 'roster.control',
  reach: oneControl,
  input: z.object({
    ...ofControl,
    batchId: id(),
    reviewOn: said.reviewOn,
    endsOn: z.optional(day()),
    reason: text(200),
  }),
  output: z.object({ ...ControlPage.shape, made: z.object({ posts: z.number(), shifts: z.number() }) }),
  problems: [
    'roster/control-ended',
    'roster/control-prepared',
    'roster/review-too-far',
    'roster/ends-before',
    'door/changed-meanwhile',
  ],
})
/** Lifts it. Its posts run on unless they are to be closed with it. */
export const endControl = endpoint({
  name: 'roster.endControl',
  method: 'post',
  path: '/controls/:controlId/end',
  words: { zh: '解除管控', en: 'Lift a control' },
  may: 'roster.control',
  reach: oneControl,
  input: z.object({ ...ofControl, reason: text(200), closePosts: z._default(z.boolean(), false) }),
  output: ControlPage,
  problems: ['roster/control-ended', 'door/changed-meanwhile'],
})
/** What holds in a place, for whoever lives there: measures, basis, end and review date, and nobody's name. */
export const measures = endpoint({
  name: 'roster.measures',
  method: 'get',
  path: '/public/measures/:territory',
  words: { zh: '居民查询：本地管控措施', en: 'Measures in force at a place' },
  may: 'anyone',
  reach: 'open',
  perMinute: 300,
  input: z.object({ territory: territoryCode(), tenant: z.optional(text(40)) }),
  output: z.object({
    tenantName: z.string(),
    rehearsal: z.boolean(),
    zone: z.string(),
    territory: place(),
    trail: z.array(z.string()),
    asOf: instant(),
    rows: z.array(
      z.object({
        title: z.string(),
        level: words(),
        tone: z.enum(TONES),
        state: z.enum(['in-force', 'lapsed']),
        measures: z.array(z.string()),
        basis: z.string(),
        issuer: z.string(),
        contact: z.nullable(z.string()),
        since: instant(),
        endsOn: day(),
        reviewOn: day(),
        /** Compounds and buildings it holds for; none: the whole place. */
        places: z.array(z.string()),
      }),
    ),
  }),
  problems: ['territory/unknown'],
})
