/** The small shapes that problems are made of: names, numbers, and the scope of a rule. */
import * as z from 'zod/mini'

/** A name that other parts of the problem refer to. */
export const id = () => z.string().check(z.minLength(1), z.maxLength(80))

/** A whole number in a range, both ends included. */
export const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))

/** A list with something in it: an empty list would quietly mean nobody or never. */
const some = <T extends z.core.$ZodType>(item: T) => z.array(item).check(z.minLength(1))

/** What a breach costs: so much a unit, or it must not be. */
export const price = () => z.union([z.literal('hard'), z.number().check(z.gte(0), z.lte(1e9))])
export type Price = 'hard' | number

/** Kilometres east and north of any fixed point: distances are straight lines. */
export const place = () => z.tuple([z.number(), z.number()])

/** Minutes; at most a year of them. */
export const minutes = () => whole(0, 527_040)

/**
 * Whom a rule concerns. Within a list any is enough, of several lists all must agree; without a list everybody is
 * meant.
 */
export const who = { people: z.optional(some(id())), teams: z.optional(some(id())), units: z.optional(some(id())) }
export interface Who {
  readonly people?: readonly string[] | undefined
  readonly teams?: readonly string[] | undefined
  readonly units?: readonly string[] | undefined
}

/** Which jobs a rule concerns, in the manner of {@link who}; tags are those of the shift and of the job. */
export const what = {
  jobs: z.optional(some(id())),
  posts: z.optional(some(id())),
  shifts: z.optional(some(id())),
  skills: z.optional(some(id())),
  tags: z.optional(some(id())),
}
export interface What {
  readonly jobs?: readonly string[] | undefined
  readonly posts?: readonly string[] | undefined
  readonly shifts?: readonly string[] | undefined
  readonly skills?: readonly string[] | undefined
  readonly tags?: readonly string[] | undefined
}

/** On which days: numbers from 0, and days of the week from 1 (Monday) to 7 (Sunday), in the manner of {@link who}. */
export const when = { days: z.optional(some(whole(0, 3659))), weekdays: z.optional(some(whole(1, 7))) }
export interface When {
  readonly days?: readonly number[] | undefined
  readonly weekdays?: readonly number[] | undefined
}
