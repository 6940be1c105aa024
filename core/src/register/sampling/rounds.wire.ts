/** Rounds of sampling: where and when, in tubes of how many; what a phone at a desk needs; tubes, boxes and figures. */
import { place } from '../../people/wire.ts'
import { endpoint } from '../../platform/endpoint.ts'
import { personal } from '../../platform/personal.ts'
import { done, id, instant, territoryCode, text, whole, z } from '../../platform/shapes.ts'
import { CALL_OUTCOMES, LEGS, label, SAMPLE_HOLDS, SETTLINGS, SIDES } from './kinds.ts'
import { TUBE_SIZES } from './tube.ts'

const postName = () => z.object({ id: id(), name: z.string() })
const Batch = z.object({ name: text(40), people: whole(1, 100_000) })

export const Round = z.object({
  id: id(),
  incidentId: id(),
  territory: place(),
  name: z.string(),
  territories: z.array(z.string()),
  startsAt: instant(),
  endsAt: instant(),
  tubeSize: z.number(),
  sameHousehold: z.boolean(),
  lateMinutes: z.number(),
  keptDays: z.number(),
  posts: z.array(postName()),
  closed: z.boolean(),
  version: z.number(),
})
export type Round = z.infer<typeof Round>

const oneRound = { kind: 'round', field: 'roundId' } as const

export const rounds = endpoint({
  name: 'register.rounds',
  method: 'get',
  path: '/incidents/:incidentId/rounds',
  words: { zh: '采样轮次', en: 'Rounds of sampling' },
  may: 'register.read',
  reach: { kind: 'incident', field: 'incidentId' },
  input: z.object({ incidentId: id() }),
  output: z.object({ rows: z.array(Round) }),
})
export const round = endpoint({
  name: 'register.round',
  method: 'get',
  path: '/rounds/:roundId',
  words: { zh: '一轮采样', en: 'One round of sampling' },
  may: 'register.read',
  reach: 'scope',
  input: z.object({ roundId: id() }),
  output: Round,
})
export const openRound = endpoint({
  name: 'register.openRound',
  method: 'post',
  path: '/incidents/:incidentId/rounds',
  words: { zh: '开始一轮采样', en: 'Open a round of sampling' },
  may: 'register.plan',
  reach: { kind: 'incident', field: 'incidentId' },
  input: z.object({
    incidentId: id(),
    id: id(),
    territory: territoryCode(),
    name: text(40),
    territories: z.array(territoryCode()).check(z.minLength(1), z.maxLength(200)),
    startsAt: instant(),
    endsAt: instant(),
    tubeSize: z.union(TUBE_SIZES.map(size => z.literal(size))),
    sameHousehold: z._default(z.boolean(), true),
    lateMinutes: z._default(whole(30, 2_880), 240),
    keptDays: z._default(whole(0, 90), 14),
    postIds: z.array(id()).check(z.minLength(1), z.maxLength(200)),
  }),
  output: Round,
})
export const closeRound = endpoint({
  name: 'register.closeRound',
  method: 'post',
  path: '/rounds/:roundId/close',
  words: { zh: '结束一轮采样', en: 'Close a round of sampling' },
  may: 'register.plan',
  reach: oneRound,
  input: z.object({ roundId: id(), version: z.number() }),
  output: Round,
  problems: ['door/changed-meanwhile'],
})

/** A tube as phones and desks see it; its result is not among what they see. */
export const Tube = z.object({
  tube: z.string(),
  post: postName(),
  samples: z.number(),
  waiting: z.number(),
  firstAt: z.nullable(instant()),
  sealedAt: z.nullable(instant()),
  box: z.nullable(z.string()),
  /** Not at the laboratory in time. */
  late: z.boolean(),
  recallId: z.nullable(id()),
  recalledAt: z.nullable(instant()),
})
export type Tube = z.infer<typeof Tube>

export const tubes = endpoint({
  name: 'register.tubes',
  method: 'get',
  path: '/rounds/:roundId/tubes',
  words: { zh: '采样管', en: 'Tubes of a round' },
  may: 'register.read',
  reach: 'scope',
  urgency: 'picture',
  input: z.object({
    roundId: id(),
    postId: z.optional(id()),
    only: z.optional(z.enum(['open', 'late', 'recalled'])),
    /** One by its label, wherever it stands among all of them. */
    tube: z.optional(label()),
  }),
  /** As many as a page can show, and how many there are. */
  output: z.object({ rows: z.array(Tube), total: z.number() }),
})

const Hand = z.object({ leg: z.enum(LEGS), side: z.enum(SIDES), at: instant(), tubes: z.number() })
export const Box = z.object({
  box: z.string(),
  post: postName(),
  tubes: z.number(),
  sealedAt: z.nullable(instant()),
  hands: z.array(Hand),
  /** Somebody counted another number of tubes. */
  differs: z.boolean(),
})
export type Box = z.infer<typeof Box>

export const boxes = endpoint({
  name: 'register.boxes',
  method: 'get',
  path: '/rounds/:roundId/boxes',
  words: { zh: '样本箱', en: 'Boxes of a round' },
  may: 'register.read',
  reach: 'scope',
  urgency: 'picture',
  input: z.object({ roundId: id() }),
  output: z.object({ rows: z.array(Box) }),
})

const Calling = z.object({
  batches: z.array(z.object({ ...Batch.shape, wait: z.nullable(z.number()) })),
  called: z.number(),
  taken: z.number(),
  /** People an hour over the last quarter of an hour; null while too little was seen. */
  pace: z.nullable(z.number()),
  version: z.number(),
})
export type Calling = z.infer<typeof Calling>

/** Whom a post calls, in which order, and how long each building will wait. */
export const calling = endpoint({
  name: 'register.calling',
  method: 'get',
  path: '/rounds/:roundId/posts/:postId/calling',
  words: { zh: '叫号', en: 'Whose turn it is' },
  may: 'register.enter',
  reach: 'scope',
  input: z.object({ roundId: id(), postId: id() }),
  output: Calling,
  problems: ['register/no-such-round'],
})
export const moveCalling = endpoint({
  name: 'register.moveCalling',
  method: 'put',
  path: '/rounds/:roundId/posts/:postId/calling',
  words: { zh: '叫下一批', en: 'Call the next' },
  may: 'register.settle',
  reach: { kind: 'post', field: 'postId' },
  urgency: 'deed',
  input: z.object({
    roundId: id(),
    postId: id(),
    version: z.number(),
    called: whole(0, 500),
    /** Another order of calling; left out: as it is. */
    batches: z.optional(z.array(Batch).check(z.maxLength(500))),
  }),
  output: Calling,
  problems: ['register/no-such-round', 'door/changed-meanwhile'],
})

/** What a phone at a sampling desk takes with it: rounds of its posts, tubes that are open, and keys to check codes without a line. */
export const mySampling = endpoint({
  name: 'register.mySampling',
  method: 'get',
  path: '/own/sampling',
  words: { zh: '我的采样点', en: 'Sampling at my posts' },
  may: 'register.enter',
  reach: 'self',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        post: postName(),
        round: z.object({ id: id(), name: z.string(), tubeSize: z.number(), sameHousehold: z.boolean() }),
        tubes: z.array(
          z.object({
            tube: z.string(),
            sealedAt: z.nullable(instant()),
            box: z.nullable(z.string()),
            recalled: z.boolean(),
            /** Those that neither were taken back nor went elsewhere; who it was is not among it. */
            samples: z.array(z.object({ id: id(), at: instant() })),
          }),
        ),
        held: z.number(),
      }),
    ),
    keys: z.array(z.object({ id: z.string(), publicKey: z.string() })),
    /** Codes of these rounds' residents that no longer hold. */
    revoked: z.array(id()),
  }),
})

/** What a phone sends as payload of `register.sampled`: by exactly one of the three ways it says who it was. */
export const Sampling = z.object({
  roundId: id(),
  tube: label(),
  /** A printed code, and of a family's who of those that came. */
  code: z.optional(text(200)),
  nth: z.optional(whole(1, 30)),
  residentId: z.optional(id()),
  name: z.optional(text(40)),
  door: z.optional(text(60)),
  /** A line of the home service list that ends with this. */
  homeServiceId: z.optional(id()),
})

const tidy = { roundId: id(), sampleId: id() }
/** What a phone sends as payload of `register.sample-withdrawn`. */
export const Withdrawing = z.object({ sampleId: id() })

export const Held = z.object({
  id: id(),
  tube: z.string(),
  post: postName(),
  at: instant(),
  why: z.nullable(z.enum(SAMPLE_HOLDS)),
  /** Somebody decided that this person is to be sampled again. */
  again: z.boolean(),
  name: personal('sampling.name', z.string()),
  door: personal('sampling.door', z.string()),
})
export type Held = z.infer<typeof Held>

/** Samples that found no room and nobody has settled, until the person stands in another tube. */
export const heldSamples = endpoint({
  name: 'register.heldSamples',
  method: 'get',
  path: '/rounds/:roundId/held',
  words: { zh: '待处理样本', en: 'Held samples' },
  may: 'register.settle',
  reach: 'scope',
  input: z.object({ roundId: id() }),
  output: z.object({ rows: z.array(Held), total: z.number() }),
})
export const settleSample = endpoint({
  name: 'register.settleSample',
  method: 'post',
  path: '/rounds/:roundId/held/:sampleId',
  words: { zh: '处理暂存样本', en: 'Settle a held sample' },
  may: 'register.settle',
  reach: 'scope',
  input: z.object({ ...tidy, id: id(), how: z.enum(SETTLINGS) }),
  output: done(),
  problems: ['register/not-held'],
})

/** How many, by post: samples that stood at an instant. */
export const roundFigures = endpoint({
  name: 'register.roundFigures',
  method: 'get',
  path: '/rounds/:roundId/figures',
  words: { zh: '采样统计', en: 'Figures of a round' },
  may: 'register.read',
  reach: 'scope',
  urgency: 'picture',
  shared: true,
  input: z.object({ roundId: id(), asOf: z.optional(instant()) }),
  output: z.object({
    asOf: instant(),
    /** 人次, 人, 管. */
    samples: z.number(),
    people: z.number(),
    tubes: z.number(),
    held: z.number(),
    rows: z.array(
      z.object({
        post: postName(),
        territory: z.string(),
        samples: z.number(),
        people: z.number(),
        tubes: z.number(),
        held: z.number(),
      }),
    ),
  }),
})

/** Results as the laboratory's feed tells them: clear, or to be taken again, which recalls the tube. */
export const tellResults = endpoint({
  name: 'register.tellResults',
  method: 'post',
  path: '/rounds/:roundId/results',
  words: { zh: '报送采样管结果', en: 'Tell results of tubes' },
  may: 'register.tellResults',
  reach: oneRound,
  secret: true,
  input: z.object({
    roundId: id(),
    rows: z
      .array(z.object({ id: id(), tube: label(), result: z.enum(['clear', 'again']) }))
      .check(z.minLength(1), z.maxLength(500)),
  }),
  output: z.object({ told: z.number(), unknown: z.array(z.string()) }),
})

/** Everybody in a tube is to come again: one tap, taken back within ten minutes. */
export const recallTube = endpoint({
  name: 'register.recallTube',
  method: 'post',
  path: '/rounds/:roundId/recalls',
  words: { zh: '召回一管', en: 'Recall a tube' },
  may: 'register.recall',
  reach: 'scope',
  urgency: 'deed',
  input: z.object({ roundId: id(), id: id(), tube: label() }),
  output: z.object({ recallId: id(), people: z.number() }),
  problems: ['register/no-such-tube'],
})
export const undoRecall = endpoint({
  name: 'register.undoRecall',
  method: 'post',
  path: '/rounds/:roundId/recalls/:recallId/undo',
  words: { zh: '取消召回', en: 'Undo a recall' },
  may: 'register.recall',
  reach: 'scope',
  input: z.object({ roundId: id(), recallId: id(), id: id() }),
  output: done(),
  problems: ['register/too-late-to-undo', 'register/not-your-recall', 'register/no-such-tube'],
})
/** Who is in a recalled tube and where they live; numbers are told one by one. */
export const recallList = endpoint({
  name: 'register.recallList',
  method: 'get',
  path: '/rounds/:roundId/recalls/:recallId',
  words: { zh: '召回名单', en: 'People in a recalled tube' },
  may: 'register.recall',
  reach: 'scope',
  input: z.object({ roundId: id(), recallId: id() }),
  output: z.object({
    tube: z.string(),
    post: postName(),
    recalledAt: instant(),
    rows: z.array(
      z.object({
        sampleId: id(),
        name: personal('sampling.name', z.string()),
        door: personal('sampling.door', z.string()),
        outcome: z.nullable(z.enum(CALL_OUTCOMES)),
        claimed: z.enum(['me', 'other', 'no']),
        /** Stands in another tube since. */
        again: z.boolean(),
      }),
    ),
  }),
  problems: ['register/no-such-tube'],
})
/** Takes one person to call, for ten minutes, and tells the number. */
export const claimCall = endpoint({
  name: 'register.claimCall',
  method: 'post',
  path: '/rounds/:roundId/recalls/:recallId/people/:sampleId/claim',
  words: { zh: '领取一位并显示电话', en: 'Claim one person to call' },
  may: 'register.recall',
  reach: 'scope',
  secret: true,
  input: z.object({ ...tidy, recallId: id() }),
  output: z.object({ until: instant(), phone: personal('sampling.phone', z.string()) }),
  problems: ['register/no-such-tube', 'register/claimed'],
})
export const noteCall = endpoint({
  name: 'register.noteCall',
  method: 'post',
  path: '/rounds/:roundId/recalls/:recallId/people/:sampleId/outcome',
  words: { zh: '记电话结果', en: 'Note the outcome of a call' },
  may: 'register.recall',
  reach: 'scope',
  input: z.object({ ...tidy, recallId: id(), id: id(), outcome: z.enum(CALL_OUTCOMES) }),
  output: done(),
  problems: ['register/no-such-tube', 'register/not-claimed'],
})
