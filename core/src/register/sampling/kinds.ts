import { kind } from '../../platform/kind.ts'
import { id, text, whole, z } from '../../platform/shapes.ts'
import { TUBE_HOLDS } from './tube.ts'

/** The number that is printed on a tube or a box. */
export const label = () => z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]{2,31}$/))

/** How somebody was registered: by a code, from the list, by hand, or at home. */
export const VIA = ['code', 'list', 'hand', 'home'] as const

/** Why a sample waits whatever its tube says: who wrote it was not meant to be there, the round was over, or the code does not hold. */
export const SAMPLE_WAITS = ['not-on-post', 'after-closing', 'code'] as const
/** All reasons for which a sample is held. */
export const SAMPLE_HOLDS = [...SAMPLE_WAITS, ...TUBE_HOLDS] as const

/** What a call about a recalled tube came to. */
export const CALL_OUTCOMES = ['comes', 'at-home', 'no-answer', 'wrong-number', 'refused'] as const

/** The two ways of a box: to the car, and from it to the laboratory. */
export const LEGS = ['car', 'laboratory'] as const
export const SIDES = ['gave', 'took'] as const

const inRound = { needs: ['territory', 'subject'], retention: 'sampling.name' } as const
const persons = { counts: { unit: 'PERSON_TIMES', once: 'per fact' } } as const
const batches = { counts: { unit: 'BATCHES', once: 'per fact' } } as const
const tube = { roundId: id(), tube: label() }
const skewed = () => z.optional(z.boolean())

/** A sample went into a tube; its subject is the post, like that of all these. Who it was is told by digests. */
export const sampled = kind({
  name: 'register.sampled',
  words: { zh: '采样', en: 'Sampled' },
  ...inRound,
  ...persons,
  payload: z.object({
    ...tube,
    via: z.enum(VIA),
    who: text(60),
    home: z.optional(text(60)),
    waits: z.optional(z.enum(SAMPLE_WAITS)),
    skewed: skewed(),
  }),
})
/** It was a slip: no swab is in the tube. Supersedes the sample. */
export const sampleWithdrawn = kind({
  name: 'register.sample-withdrawn',
  words: { zh: '撤销采样登记', en: 'Sample taken back' },
  supersedes: ['register.sampled'],
  ...inRound,
  ...persons,
  payload: z.object({ roundId: id(), sampleId: id(), skewed: skewed() }),
})
/** What becomes of a sample that was held: it counts, the person is to be sampled again, or was, under another name. */
export const SETTLINGS = ['counts', 'again', 'came'] as const
export const sampleSettled = kind({
  name: 'register.sample-settled',
  words: { zh: '处理暂存样本', en: 'Held sample settled' },
  ...inRound,
  ...persons,
  payload: z.object({ roundId: id(), sampleId: id(), how: z.enum(SETTLINGS) }),
})
export const tubeSealed = kind({
  name: 'register.tube-sealed',
  words: { zh: '封管', en: 'Tube sealed' },
  ...inRound,
  ...batches,
  payload: z.object({ ...tube, skewed: skewed() }),
})
/** Tubes went into a box, which is closed with them. */
export const boxSealed = kind({
  name: 'register.box-sealed',
  words: { zh: '封箱', en: 'Box sealed' },
  ...inRound,
  ...batches,
  payload: z.object({
    roundId: id(),
    box: label(),
    tubes: z.array(label()).check(z.minLength(1), z.maxLength(200)),
    skewed: skewed(),
  }),
})
/** One side of a hand-over, with how many tubes it counted. */
export const boxHanded = kind({
  name: 'register.box-handed',
  words: { zh: '样本箱交接', en: 'Box handed over' },
  ...inRound,
  ...batches,
  payload: z.object({
    roundId: id(),
    box: label(),
    leg: z.enum(LEGS),
    side: z.enum(SIDES),
    tubes: whole(0, 200),
    skewed: skewed(),
  }),
})
/** What the laboratory's feed says of a tube: clear, or to be taken again. Nothing else is kept. */
export const tubeResult = kind({
  name: 'register.tube-result',
  words: { zh: '采样管结果', en: 'Result of a tube' },
  ...inRound,
  ...batches,
  confidential: true,
  payload: z.object({ ...tube, result: z.enum(['clear', 'again']) }),
})
/** Everybody in it is asked to come again; nothing says why. */
export const tubeRecalled = kind({
  name: 'register.tube-recalled',
  words: { zh: '召回采样管', en: 'Tube recalled' },
  ...inRound,
  ...batches,
  payload: z.object(tube),
})
/** The recall was a slip, and nobody had been called. Supersedes it. */
export const recallUndone = kind({
  name: 'register.recall-undone',
  words: { zh: '取消召回', en: 'Recall undone' },
  supersedes: ['register.tube-recalled'],
  ...inRound,
  ...batches,
  payload: z.object({ ...tube, recallId: id() }),
})
export const recallCalled = kind({
  name: 'register.recall-called',
  words: { zh: '召回电话', en: 'Called about a recall' },
  ...inRound,
  ...persons,
  payload: z.object({ roundId: id(), recallId: id(), sampleId: id(), outcome: z.enum(CALL_OUTCOMES) }),
})

export const samplingKinds = [
  sampled,
  sampleWithdrawn,
  sampleSettled,
  tubeSealed,
  boxSealed,
  boxHanded,
  tubeResult,
  tubeRecalled,
  recallUndone,
  recallCalled,
]
