/** What was published: immutable versions, and what changed between two of them. */
import { endpoint } from '../platform/endpoint.ts'
import { day, id, instant, whole, z } from '../platform/shapes.ts'
import { who } from './shapes.ts'

const rota = { kind: 'rota', field: 'rotaId' } as const
const ofRota = { rotaId: id() }

export const RotaVersion = z.object({
  number: z.number(),
  at: instant(),
  by: z.string(),
  /** SHA-256 over the canonical content. */
  digest: z.string(),
  /** Against the version before: places given and taken, and how many people were told. */
  added: z.number(),
  removed: z.number(),
  told: z.number(),
})
export type RotaVersion = z.infer<typeof RotaVersion>

/** How somebody stands on a shift. */
const standing = () => z.nullable(z.enum(['place', 'standby']))
/** A shift as it was when a version was published. */
const versionShift = {
  shiftId: id(),
  postId: id(),
  post: z.string(),
  day: day(),
  startsAt: instant(),
  endsAt: instant(),
}

/**
 * Publishes the draft in one act: assignments, a version for ever, and a message to those whose hours changed. `draft`
 * is the number of the draft that was looked at. Shifts that have begun stay as they are.
 */
export const publish = endpoint({
  name: 'roster.publishRota',
  method: 'post',
  path: '/rotas/:rotaId/versions',
  words: { zh: '公布排班', en: 'Publish a rota' },
  may: 'roster.plan',
  reach: rota,
  input: z.object({ ...ofRota, draft: z.number() }),
  output: RotaVersion,
  problems: [
    'roster/gone-since',
    'roster/cell-overfull',
    'roster/placed-elsewhere',
    'roster/placed-meanwhile',
    'roster/guard-stops-rota',
    'roster/nothing-to-publish',
    'door/changed-meanwhile',
  ],
})
export const versions = endpoint({
  name: 'roster.rotaVersions',
  method: 'get',
  path: '/rotas/:rotaId/versions',
  words: { zh: '已公布的版本', en: 'Published versions' },
  may: 'roster.read',
  reach: rota,
  input: z.object(ofRota),
  output: z.object({ versions: z.array(RotaVersion) }),
})
export const version = endpoint({
  name: 'roster.rotaVersion',
  method: 'get',
  path: '/rotas/:rotaId/versions/:number',
  words: { zh: '一个已公布的版本', en: 'One published version' },
  may: 'roster.read',
  reach: rota,
  input: z.object({ ...ofRota, number: whole(1, 100_000) }),
  output: z.object({
    version: RotaVersion,
    shifts: z.array(z.object({ ...versionShift, people: z.array(id()), standby: z.array(id()) })),
    people: z.array(who()),
  }),
})
/** What changed from one version to another; from 0: everything. Without `to`: to the draft as it stands. */
export const diff = endpoint({
  name: 'roster.rotaDiff',
  method: 'get',
  path: '/rotas/:rotaId/changes',
  words: { zh: '版本对比', en: 'Changes between versions' },
  may: 'roster.read',
  reach: rota,
  input: z.object({ ...ofRota, from: whole(0, 100_000), to: z.optional(whole(0, 100_000)) }),
  output: z.object({
    /** The draft's number when it was read: publishing what was seen names it. */
    draft: z.number(),
    changes: z.array(z.object({ ...versionShift, person: who(), was: standing(), is: standing() })),
  }),
})
