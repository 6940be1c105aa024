/** Residents who are called to be sampled: lists by door, printed codes, and who is visited at home. */
import { place } from '../../people/wire.ts'
import { endpoint } from '../../platform/endpoint.ts'
import { personal } from '../../platform/personal.ts'
import { done, id, instant, territoryCode, text, whole, z } from '../../platform/shapes.ts'

const ofIncident = { kind: 'incident', field: 'incidentId' } as const

/** Who is called to be sampled, door by door; ids that are known stay as they are. */
export const addResidents = endpoint({
  name: 'register.addResidents',
  method: 'post',
  path: '/incidents/:incidentId/residents',
  words: { zh: '导入居民名单', en: 'Add residents' },
  may: 'register.plan',
  reach: ofIncident,
  secret: true,
  input: z.object({
    incidentId: id(),
    rows: z
      .array(
        z.object({
          id: id(),
          /** The same for all behind one door. */
          householdId: id(),
          territory: territoryCode(),
          building: z.optional(text(40)),
          door: text(60),
          name: z.optional(text(40)),
          phone: z.optional(text(20)),
        }),
      )
      .check(z.minLength(1), z.maxLength(500)),
  }),
  output: z.object({ added: z.number(), known: z.number() }),
})

/** Looks somebody up in the list of a round's places, from a post of the round: never the list itself. */
export const findResident = endpoint({
  name: 'register.findResident',
  method: 'post',
  path: '/rounds/:roundId/posts/:postId/resident-search',
  words: { zh: '查找居民', en: 'Find a resident' },
  may: 'register.enter',
  reach: 'scope',
  urgency: 'deed',
  secret: true,
  input: z.object({ roundId: id(), postId: id(), search: text(40, 2) }),
  output: z.object({
    rows: z.array(
      z.object({
        id: id(),
        householdId: id(),
        name: personal('sampling.name', z.string()),
        door: personal('sampling.door', z.string()),
        /** Somebody took a sample of them in this round. */
        taken: z.boolean(),
      }),
    ),
  }),
  problems: ['register/no-such-round', 'register/closed'],
})

/** Signed codes for those of a place who have none that holds, to be printed; asked again with the same id, the same come. */
export const issueCodes = endpoint({
  name: 'register.issueCodes',
  method: 'post',
  path: '/incidents/:incidentId/codes',
  words: { zh: '制作居民码', en: 'Make codes for residents' },
  may: 'register.plan',
  reach: ofIncident,
  secret: true,
  input: z.object({
    incidentId: id(),
    id: id(),
    territory: territoryCode(),
    building: z.optional(text(40)),
    kind: z.enum(['person', 'family']),
    householdIds: z.optional(z.array(id()).check(z.maxLength(500))),
    /** For those too who have one: it is made anew, and the one before no longer holds. */
    replace: z._default(z.boolean(), false),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        codeId: id(),
        code: z.string(),
        kind: z.enum(['person', 'family']),
        door: personal('sampling.door', z.string()),
        name: personal('sampling.name', z.string()),
      }),
    ),
  }),
  problems: ['register/too-many-codes'],
})
export const revokeCode = endpoint({
  name: 'register.revokeCode',
  method: 'post',
  path: '/incidents/:incidentId/codes/:codeId/revocation',
  words: { zh: '作废居民码', en: 'Revoke a code' },
  may: 'register.plan',
  reach: ofIncident,
  input: z.object({ incidentId: id(), codeId: id() }),
  output: done(),
})

export const HomeService = z.object({
  id: id(),
  territory: place(),
  askedBy: z.enum(['resident', 'family', 'community']),
  name: personal('sampling.name', z.string()),
  door: personal('sampling.door', z.string()),
  askedAt: instant(),
  state: z.enum(['open', 'served', 'dropped']),
})

/** Who cannot come and is sampled at home. */
export const homeService = endpoint({
  name: 'register.homeService',
  method: 'get',
  path: '/rounds/:roundId/home-service',
  words: { zh: '上门采样名单', en: 'Sampling at home' },
  may: 'register.settle',
  reach: 'scope',
  input: z.object({ roundId: id(), state: z.optional(z.enum(['open', 'served', 'dropped'])) }),
  output: z.object({ rows: z.array(HomeService), total: whole(0, 1_000_000) }),
})
export const askHomeService = endpoint({
  name: 'register.askHomeService',
  method: 'post',
  path: '/rounds/:roundId/home-service',
  words: { zh: '登记上门采样', en: 'Ask for sampling at home' },
  may: 'register.settle',
  reach: 'scope',
  secret: true,
  input: z.object({
    roundId: id(),
    id: id(),
    territory: territoryCode(),
    askedBy: z.enum(['resident', 'family', 'community']),
    name: text(40),
    door: text(60),
  }),
  output: HomeService,
  problems: ['register/closed'],
})
/** A line ends: it was served, or is no longer asked for. */
export const endHomeService = endpoint({
  name: 'register.endHomeService',
  method: 'post',
  path: '/rounds/:roundId/home-service/:homeServiceId/end',
  words: { zh: '上门采样完成', en: 'End a line of home service' },
  may: 'register.settle',
  reach: 'scope',
  input: z.object({ roundId: id(), homeServiceId: id(), how: z.enum(['served', 'dropped']) }),
  output: HomeService,
})
