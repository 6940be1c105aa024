import { kind } from '../platform/kind.ts'
import { id, instant, text, whole, z } from '../platform/shapes.ts'

/** Why an entry waits for a desk before it counts. Nothing that was written down in the field is thrown away. */
export const HELD_FOR = ['not-on-post', 'after-closing', 'post-left'] as const

/** The longest that a form lets anybody write. */
const said = () => text(1000)
const Answer = z.union([said(), z.number(), z.boolean(), z.array(said()).check(z.maxLength(200))])
/** A line of a printed sheet: paper, phone and desk share one row of numbers, so that nothing is counted twice. */
export const Line = z.object({ sheet: text(12), line: whole(1, 500) })

/** The device's clock ran ahead: it happened when it was heard at the latest. */
const skewed = () => z.optional(z.boolean())

const inRegister = {
  needs: ['territory', 'subject'],
  counts: { unit: 'PERSON_TIMES', once: 'per fact' },
  retention: 'register.answer',
} as const

/** An entry in a register; its subject is the post. What is personal in it stands elsewhere, sealed, until its day comes. */
export const entered = kind({
  name: 'register.entered',
  words: { zh: '登记', en: 'Entered' },
  ...inRegister,
  payload: z.object({
    registerId: id(),
    formVersion: whole(1, 100_000),
    answers: z.record(text(40), Answer),
    /** How much it adds beside the count of entries: people in a car. */
    adds: z.optional(z.number()),
    /** A digest by which the same thing is found again; worth nothing without the register's key. */
    same: z.optional(text(60)),
    on: z.optional(Line),
    held: z.optional(z.enum(HELD_FOR)),
    /** Written with an older form than the one in force. */
    older: z.optional(z.boolean()),
    /** What was corrected had come back by then. */
    backAt: z.optional(instant()),
    skewed: skewed(),
  }),
})
/** An entry is taken back; supersedes it. */
export const withdrawn = kind({
  name: 'register.withdrawn',
  words: { zh: '撤销登记', en: 'Entry taken back' },
  supersedes: ['register.entered'],
  ...inRegister,
  payload: z.object({ registerId: id(), entryId: id(), reason: text(200), skewed: skewed() }),
})
/** Whoever went out is back. */
export const cameBack = kind({
  name: 'register.came-back',
  words: { zh: '已返回', en: 'Came back' },
  ...inRegister,
  payload: z.object({ registerId: id(), entryId: id(), skewed: skewed() }),
})
/** A desk has looked at an entry that was held: it counts, or it does not. */
export const settled = kind({
  name: 'register.settled',
  words: { zh: '核定暂存登记', en: 'Held entry settled' },
  ...inRegister,
  payload: z.object({ registerId: id(), entryId: id(), counts: z.boolean() }),
})

export const registerKinds = [entered, withdrawn, cameBack, settled]
