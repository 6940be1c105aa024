/** Who answers for what: owners of sealed buildings, leaders linked (挂钩联系) and answering (包保). */
import { place } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { done, id, instant, page, pageInput, territoryCode, z } from '../platform/shapes.ts'
import { who } from './shapes.ts'

/** `owner`: of a building, one at a time; `linked`: 挂钩联系; `answers`: 包保、包抓. */
export const ANSWERING_KINDS = ['owner', 'linked', 'answers'] as const
export const ANSWERED_FOR = ['territory', 'site', 'post', 'control'] as const

/** A place of a list: what it is, where it lies. */
const what = () => z.object({ kind: z.enum(ANSWERED_FOR), id: z.string(), name: z.string(), territory: place() })

export const Named = z.object({ id: id(), person: who(), kind: z.enum(ANSWERING_KINDS), since: instant() })
export type Named = z.infer<typeof Named>
export const Answering = z.object({ ...Named.shape, what: what(), until: z.nullable(instant()) })
export type Answering = z.infer<typeof Answering>

export const answering = endpoint({
  name: 'roster.answering',
  method: 'get',
  path: '/answering',
  words: { zh: '包保责任人', en: 'Who answers for what' },
  may: 'roster.read',
  reach: 'scope',
  input: z.object({
    ...pageInput,
    what: z.optional(z.enum(ANSWERED_FOR)),
    whatId: z.optional(z.string().check(z.maxLength(36))),
    territory: z.optional(territoryCode()),
    personId: z.optional(id()),
    /** Those who answered before, too. */
    past: z.optional(z.boolean()),
  }),
  output: page(Answering),
})
/** Names people; they are told. A new owner of a building takes the place of the old one. */
export const nameAnswering = endpoint({
  name: 'roster.nameAnswering',
  method: 'post',
  path: '/answering',
  words: { zh: '指定责任人', en: 'Name who answers' },
  may: 'roster.control',
  reach: 'scope',
  input: z.object({
    rows: z
      .array(
        z.object({
          id: id(),
          personId: id(),
          kind: z.enum(ANSWERING_KINDS),
          what: z.enum(ANSWERED_FOR),
          whatId: z.string().check(z.minLength(1), z.maxLength(36)),
        }),
      )
      .check(z.minLength(1), z.maxLength(200)),
  }),
  output: z.object({ rows: z.array(Answering) }),
  problems: ['roster/owner-of-building', 'door/not-found'],
})
export const endAnswering = endpoint({
  name: 'roster.endAnswering',
  method: 'post',
  path: '/answering/:answeringId/end',
  words: { zh: '不再负责', en: 'Answers no longer' },
  may: 'roster.control',
  reach: 'scope',
  input: z.object({ answeringId: id() }),
  output: done(),
  problems: ['door/not-found'],
})
/** What has nobody: sealed buildings without owner, zones, then streets and counties with work and no leader. */
export const unanswered = endpoint({
  name: 'roster.unanswered',
  method: 'get',
  path: '/answering/missing',
  words: { zh: '无人负责的地方', en: 'What nobody answers for' },
  may: 'roster.read',
  reach: 'scope',
  shared: true,
  input: z.object({ ...pageInput, territory: z.optional(territoryCode()), what: z.optional(z.enum(ANSWERED_FOR)) }),
  output: page(z.object({ what: what(), lacks: z.enum(ANSWERING_KINDS), since: z.nullable(instant()) })),
})
export const myAnswering = endpoint({
  name: 'roster.myAnswering',
  method: 'get',
  path: '/me/answering',
  words: { zh: '我负责的地方', en: 'What I answer for' },
  may: 'roster.own',
  reach: 'self',
  input: z.object({}),
  output: z.object({
    rows: z.array(z.object({ id: id(), kind: z.enum(ANSWERING_KINDS), what: what(), since: instant() })),
  }),
})
