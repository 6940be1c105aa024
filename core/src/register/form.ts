import { type CountUnit, UNITS } from '../platform/kind.ts'
import { ROLE_NAMES } from '../platform/role.ts'
import { text, whole, z } from '../platform/shapes.ts'
import { key } from './key.ts'

const said = (most: number) => z.object({ zh: text(most), en: text(most) })

/** A question is asked only while the answer to an earlier one is among these. */
const Condition = z.object({ key: key(), is: z.array(z.union([z.string(), z.boolean()])).check(z.minLength(1)) })

/** Why an answer that says something about a person is asked for, and who reads it. It is kept apart and erased on its day. */
const Personal = z.object({
  purpose: said(120),
  /** The law or the consent it rests on. */
  basis: text(200),
  sensitive: z.boolean(),
  /** Who reads it later; whoever wrote it sees it while it is in their hands. */
  viewers: z.array(z.enum(ROLE_NAMES)),
})

const asked = {
  key: key(),
  words: said(80),
  hint: z.optional(said(200)),
  required: z._default(z.boolean(), false),
  when: z.optional(Condition),
  personal: z.optional(Personal),
}
export const Option = z.object({ key: key(), words: said(60) })
export type Option = z.infer<typeof Option>
const options = () => z.array(Option).check(z.minLength(2), z.maxLength(200))

/** How a text is written: each is brought into one shape, so that the same thing is found again. */
export const SHAPES = ['plain', 'plate', 'phone', 'code', 'door'] as const

export const Question = z.discriminatedUnion('type', [
  z.object({
    ...asked,
    type: z.literal('text'),
    shape: z._default(z.enum(SHAPES), 'plain'),
    most: z._default(whole(1, 1000), 100),
  }),
  z.object({
    ...asked,
    type: z.literal('number'),
    whole: z._default(z.boolean(), true),
    least: z.optional(z.number()),
    most: z.optional(z.number()),
    /** “人”, “℃”: shown behind the number. */
    unit: z.optional(said(10)),
  }),
  z.object({ ...asked, type: z.literal('choice'), options: options() }),
  z.object({ ...asked, type: z.literal('choices'), options: options() }),
  z.object({ ...asked, type: z.literal('yes-no') }),
  z.object({ ...asked, type: z.literal('day') }),
  z.object({ ...asked, type: z.literal('time') }),
  /** A credential was looked at: only what came of it is kept, never a number or a copy. */
  z.object({ ...asked, type: z.literal('result') }),
  /** What is on it may be personal; where and with what it was taken is cut out before it leaves the phone. */
  z.object({ ...asked, type: z.literal('photo') }),
  /** Words between questions. */
  z.object({ ...asked, type: z.literal('note') }),
])
export type Question = z.infer<typeof Question>
export type QuestionType = Question['type']

/** What is told of a credential that was looked at. */
export const RESULTS = ['good', 'bad', 'none'] as const
export const RESULT_WORDS = {
  good: { zh: '通过', en: 'In order' },
  bad: { zh: '异常', en: 'Not in order' },
  none: { zh: '未出示', en: 'Not shown' },
} as const

/** The six lines of work in the field. */
export const LINES = ['publicity', 'screening', 'testing', 'transfer', 'community-control', 'service'] as const
export const LINE_WORDS = {
  publicity: { zh: '政策宣传', en: 'Publicity' },
  screening: { zh: '排查登记', en: 'Screening and registration' },
  testing: { zh: '核酸检测', en: 'Testing' },
  transfer: { zh: '隔离转运', en: 'Isolation and transfer' },
  'community-control': { zh: '社区管控', en: 'Community control' },
  service: { zh: '服务保障', en: 'Service' },
} as const satisfies Record<(typeof LINES)[number], { zh: string; en: string }>

const UNIT_NAMES = Object.keys(UNITS) as [CountUnit, ...CountUnit[]]
/** The most questions a form may ask: whoever stands in the rain asks less. */
export const MOST_QUESTIONS = 60

/**
 * A form as data: what is asked at a post, what an answer counts as, and how long what is personal in it is kept. From
 * one form come the page on the phone, the check at the door, the printed sheet, the table and the figures.
 */
export const Form = z.object({
  words: said(60),
  line: z.enum(LINES),
  /** What one entry counts as. */
  counts: z.enum(UNIT_NAMES),
  /** A number among the answers that is summed up beside the count of entries (people in a car). */
  adds: z.optional(z.object({ key: key(), unit: z.enum(UNIT_NAMES) })),
  /** Entries whose answers to these are alike within so many minutes may be one thing, written twice. */
  same: z.optional(z.object({ keys: z.array(key()).check(z.minLength(1)), minutes: whole(1, 10_080) })),
  /** Whoever is written down goes out and comes back: the list of who is still out. */
  returns: z._default(z.boolean(), false),
  /** For queues: the next empty form at once after each entry. */
  queue: z._default(z.boolean(), false),
  /** How many days after the incident is closed what is personal is erased. */
  keptDays: whole(0, 90),
  questions: z.array(Question).check(z.minLength(1), z.maxLength(MOST_QUESTIONS)),
})
export type Form = z.infer<typeof Form>
export type FormInput = z.core.input<typeof Form>
