import { kind } from '../platform/kind.ts'
import { text, z } from '../platform/shapes.ts'

/** 双报到: a person reports at the community of residence, and may report at a partner community of the unit as well. */
export const AS = ['residence', 'partner'] as const

export const reportedIn = kind({
  name: 'enrolment.reported-in',
  words: { zh: '到社区报到', en: 'Reported in' },
  needs: ['person', 'territory'],
  counts: { unit: 'PERSONS', once: 'per person' },
  retention: 'enrolment.community',
  payload: z.object({ as: z.enum(AS), note: z.optional(text(200)) }),
})
/** Supersedes the report it ends. */
export const left = kind({
  name: 'enrolment.left',
  supersedes: ['enrolment.reported-in'],
  words: { zh: '离开社区', en: 'Left' },
  needs: ['person'],
  counts: { unit: 'PERSONS', once: 'per fact' },
  retention: 'enrolment.community',
  payload: z.object({ reason: z.optional(text(200)) }),
})
export const enrolmentKinds = [reportedIn, left]
