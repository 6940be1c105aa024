/** The engine at work on a rota: started, watched, ended, and what it says about its result. */
import { endpoint } from '../platform/endpoint.ts'
import { id, instant, whole, words, z } from '../platform/shapes.ts'
import { who } from './shapes.ts'

export const BUILD_STATES = ['waiting', 'running', 'done', 'cancelled', 'broken-off', 'failed'] as const

const BuildSettings = z.object({
  /** How long it may look, once there is a roster at all. */
  seconds: z._default(whole(1, 600), 30),
  /** What was published stays as it is; only gaps are filled. */
  keepPublished: z._default(z.boolean(), false),
  /** What one changed day of a person who was told costs; a person missing costs 1,000. */
  disturbance: z._default(whole(0, 1000), 5),
})
export type BuildSettings = z.infer<typeof BuildSettings>

/** What a rota could not fill, and what would have to give: people by name, with the rules that each would break. */
export const BuildGap = z.object({
  shiftId: id(),
  missing: z.number(),
  standby: z.boolean(),
  ways: z.array(z.object({ person: who(), rules: z.array(words()) })),
})

export const Build = z.object({
  id: id(),
  state: z.enum(BUILD_STATES),
  settings: BuildSettings,
  startedAt: instant(),
  endedAt: z.nullable(instant()),
  /** Null until there is a first roster. `bound`: no roster costs less; null while nothing is known. */
  progress: z.nullable(
    z.object({
      seconds: z.number(),
      cost: z.number(),
      bound: z.nullable(z.number()),
      gaps: z.number(),
      proved: z.boolean(),
    }),
  ),
  /** Cells that people changed while it ran: theirs stand. */
  left: z.nullable(z.number()),
  version: z.number(),
})
export type Build = z.infer<typeof Build>

const rota = { kind: 'rota', field: 'rotaId' } as const
const ofRota = { rotaId: id() }

/**
 * Starts the engine in the background; screens follow by the topic `rota/<id>`. Cells marked fixed stay, and so do those
 * that somebody changes meanwhile. The result is written into the draft.
 */
export const start = endpoint({
  name: 'roster.startBuild',
  method: 'post',
  path: '/rotas/:rotaId/builds',
  words: { zh: '自动排班', en: 'Build a rota' },
  may: 'roster.plan',
  reach: rota,
  input: z.object({
    ...ofRota,
    id: id(),
    settings: z._default(BuildSettings, { seconds: 30, keepPublished: false, disturbance: 5 }),
  }),
  output: Build,
  problems: ['roster/build-runs', 'roster/nothing-to-build', 'roster/nobody-to-ask'],
})
/** Ends it early. `keep`: the best roster so far becomes the draft; else the draft stays as it was. */
export const end = endpoint({
  name: 'roster.endBuild',
  method: 'post',
  path: '/rotas/:rotaId/builds/end',
  words: { zh: '结束自动排班', en: 'End a build' },
  may: 'roster.plan',
  reach: rota,
  input: z.object({ ...ofRota, keep: z.boolean() }),
  output: z.nullable(Build),
})
/** What the newest build says: where people are missing, and what would have to give. */
export const gaps = endpoint({
  name: 'roster.buildGaps',
  method: 'get',
  path: '/rotas/:rotaId/gaps',
  words: { zh: '排班缺口及原因', en: 'Gaps of a build, with reasons' },
  may: 'roster.read',
  reach: rota,
  input: z.object(ofRota),
  output: z.object({ gaps: z.array(BuildGap) }),
})
/** Why these people stand in this cell, as the build that put them there saw it; nothing about those put by hand. */
export const reasons = endpoint({
  name: 'roster.reasons',
  method: 'get',
  path: '/rotas/:rotaId/cells/:shiftId/reasons',
  words: { zh: '为何这样安排', en: 'Why these people' },
  may: 'roster.read',
  reach: rota,
  input: z.object({ ...ofRota, shiftId: id() }),
  output: z.object({ reasons: z.array(z.object({ person: who(), because: z.array(words()) })) }),
})
