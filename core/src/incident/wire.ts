import { SKILLS } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { id, instant, page, pageInput, territoryCode, text, words, z } from '../platform/shapes.ts'

export const INCIDENT_KINDS = ['epidemic', 'flood', 'typhoon', 'cold-wave', 'earthquake', 'peacetime'] as const
export type IncidentKind = (typeof INCIDENT_KINDS)[number]

const TONES = ['gap', 'watch', 'good', 'silent'] as const

/** Hours of a shift on each day, on the wall clock; an end no later than the start lies on the next day. */
const Hours = z.object({ starts: z.string(), ends: z.string(), people: z.number(), standby: z.number() })

/** A post as such an incident usually needs it: a proposal that the desk changes. */
const PackPost = z.object({
  key: z.string(),
  words: words(),
  skills: z.array(z.enum(SKILLS)),
  /** Danger to life or health: nobody without insurance (志愿服务条例 2017, art. 17). */
  danger: z.boolean(),
  role: z.string(),
  /** How long before the shift people report. */
  reportMinutes: z.number(),
  /** Longest spell in a protective suit; null: none is worn. */
  suitMinutes: z.nullable(z.number()),
  /** Four things to tick before it opens. */
  checklist: z.array(words()),
  equipment: z.array(words()),
  /** The condition that closes it; null: by the clock. */
  closesWhen: z.nullable(words()),
  hours: z.array(Hours),
})

/** A level of control over a place, and the posts that it needs: once for the zone, or for each of its sites of a kind. */
const ControlLevel = z.object({
  key: z.string(),
  words: words(),
  tone: z.enum(TONES),
  posts: z.array(z.object({ post: z.string(), per: z.enum(['zone', 'compound', 'building']), hours: z.array(Hours) })),
})

/** A hazard pack: words, levels, phases, posts and controls of one kind of incident, as data. */
export const Pack = z.object({
  kind: z.enum(INCIDENT_KINDS),
  words: words(),
  levels: z.array(z.object({ key: z.string(), words: words(), tone: z.enum(TONES) })),
  phases: z.array(z.object({ key: z.string(), words: words() })),
  /** Posts that such an incident usually needs. */
  posts: z.array(PackPost),
  /** Scales by which places are put under control, the gravest level first. */
  controls: z.array(z.object({ key: z.string(), words: words(), levels: z.array(ControlLevel) })),
})
export type Pack = z.infer<typeof Pack>

export const TimelineEntry = z.object({
  id: id(),
  at: instant(),
  what: z.enum(['opened', 'level', 'phase', 'note', 'call', 'bulletin', 'closed']),
  zh: z.string(),
  en: z.string(),
  by: z.string(),
})
export const Incident = z.object({
  id: id(),
  kind: z.enum(INCIDENT_KINDS),
  name: z.string(),
  territory: z.object({ code: z.string(), name: z.string() }),
  level: z.nullable(z.string()),
  phase: z.nullable(z.string()),
  startedAt: instant(),
  closedAt: z.nullable(instant()),
  version: z.number(),
})
export type Incident = z.infer<typeof Incident>

export const packs = endpoint({
  name: 'incident.packs',
  method: 'get',
  path: '/hazard-packs',
  words: { zh: '灾种包', en: 'Hazard packs' },
  may: 'signed-in',
  reach: 'open',
  input: z.object({}),
  output: z.object({ rows: z.array(Pack) }),
})
export const list = endpoint({
  name: 'incident.list',
  method: 'get',
  path: '/incidents',
  words: { zh: '事件列表', en: 'Incidents' },
  may: 'incident.read',
  reach: 'open',
  urgency: 'picture',
  shared: true,
  input: z.object({ ...pageInput, open: z.optional(z.boolean()) }),
  output: page(Incident),
})
export const get = endpoint({
  name: 'incident.get',
  method: 'get',
  path: '/incidents/:incidentId',
  words: { zh: '一个事件及其时间线', en: 'One incident and its timeline' },
  may: 'incident.read',
  reach: { kind: 'incident', field: 'incidentId' },
  urgency: 'picture',
  shared: true,
  input: z.object({ incidentId: id() }),
  output: z.object({ ...Incident.shape, timeline: z.array(TimelineEntry) }),
})
export const open = endpoint({
  name: 'incident.open',
  method: 'post',
  path: '/incidents',
  words: { zh: '开启事件', en: 'Open an incident' },
  may: 'incident.command',
  reach: 'tenant',
  input: z.object({
    id: id(),
    kind: z.enum(INCIDENT_KINDS),
    name: text(60),
    territory: territoryCode(),
    level: z.optional(text(30)),
    startedAt: z.optional(instant()),
  }),
  output: Incident,
  problems: ['incident/level-unknown', 'incident/not-yet', 'territory/unknown'],
})
export const changeLevel = endpoint({
  name: 'incident.changeLevel',
  method: 'post',
  path: '/incidents/:incidentId/level',
  words: { zh: '调整响应级别', en: 'Change the level' },
  may: 'incident.command',
  reach: { kind: 'incident', field: 'incidentId' },
  input: z.object({ incidentId: id(), version: z.number(), level: text(30), reason: text(200) }),
  output: Incident,
  problems: ['incident/closed', 'incident/level-same', 'incident/level-unknown', 'door/changed-meanwhile'],
})
export const enterPhase = endpoint({
  name: 'incident.enterPhase',
  method: 'post',
  path: '/incidents/:incidentId/phase',
  words: { zh: '进入阶段', en: 'Enter a phase' },
  may: 'incident.command',
  reach: { kind: 'incident', field: 'incidentId' },
  input: z.object({ incidentId: id(), version: z.number(), phase: text(30) }),
  output: Incident,
  problems: ['incident/closed', 'incident/phase-same', 'incident/phase-unknown', 'door/changed-meanwhile'],
})
export const note = endpoint({
  name: 'incident.note',
  method: 'post',
  path: '/incidents/:incidentId/notes',
  words: { zh: '记入时间线', en: 'Write into the timeline' },
  may: 'incident.note',
  reach: { kind: 'incident', field: 'incidentId' },
  input: z.object({ incidentId: id(), id: id(), text: text(500), at: z.optional(instant()) }),
  output: TimelineEntry,
  problems: ['incident/closed', 'incident/not-yet'],
})
export const close = endpoint({
  name: 'incident.close',
  method: 'post',
  path: '/incidents/:incidentId/close',
  words: { zh: '关闭事件', en: 'Close an incident' },
  may: 'incident.command',
  reach: { kind: 'incident', field: 'incidentId' },
  input: z.object({ incidentId: id(), version: z.number(), reason: text(500) }),
  output: Incident,
  problems: ['incident/closed', 'incident/open-calls', 'door/changed-meanwhile'],
})
