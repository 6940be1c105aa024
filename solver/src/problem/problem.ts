/**
 * A roster problem as JSON: who, where, when, what is needed, and the rules. Saved, shared and run again, it means the
 * same everywhere. A person has at most one job a day; what is longer or split is one job.
 */
import * as z from 'zod/mini'
import { anyRule } from './parameters.ts'
import { id, minutes, place, price, whole } from './shapes.ts'

/** The version of the form; a reader refuses what it does not know. */
export const FORMAT = 'muster-roster/1'

const tags = z.optional(z.array(id()))

/** Days are numbered from 0, the day of `start`. The day of the week follows from the calendar. */
const horizon = z.strictObject({ start: z.iso.date(), days: whole(1, 3660) })

/** `alternatives`: who has one of these skills may stand in where this one is asked (rule `skill`). */
const skill = z.strictObject({ id: id(), alternatives: z.optional(z.array(id())) })

const post = z.strictObject({ id: id(), at: z.optional(place()) })

/** `start` in minutes of the day; a shift may pass midnight. `suit`: minutes of it in a protective suit. */
const shift = z.strictObject({
  id: id(),
  start: whole(0, 1439),
  minutes: whole(1, 1440),
  suit: z.optional(whole(0, 1440)),
  tags,
})

/** What somebody can do on a day: a shift, at a post, in a role that asks for a skill. */
const job = z.strictObject({
  id: id(),
  shift: id(),
  post: z.optional(id()),
  skill: z.optional(id()),
  tags,
})

/**
 * What a person brings in. `past`: the days before the horizon, the last one last, null where free; runs, rest and
 * rolling windows look back into it, and what lies further back counts as free. `carried`: totals of the period so far.
 */
const history = z.strictObject({
  past: z.optional(z.array(z.nullable(id()))),
  carried: z.optional(
    z.strictObject({
      shifts: z.optional(whole(0, 100_000)),
      minutes: z.optional(minutes()),
      suit: z.optional(minutes()),
      weekends: z.optional(whole(0, 10_000)),
      tags: z.optional(z.record(id(), whole(0, 100_000))),
    }),
  ),
})

/** `agreed`: tags of jobs that a volunteer said yes to (rule `consent`). */
const person = z.strictObject({
  id: id(),
  home: z.optional(place()),
  skills: z.optional(z.array(id())),
  team: z.optional(id()),
  unit: z.optional(id()),
  basis: z.optional(z.enum(['DUTY_ORDER', 'VOLUNTARY'])),
  agreed: tags,
  history: z.optional(history),
})

/**
 * How many are needed in these jobs on one day; with `skill` only who has it counts. Below `minimum` (0) each one costs
 * `missing` ('hard'), below `preferred` (the minimum) `under` (0), above it `over` (0), above `maximum` (none) `excess`
 * ('hard'), always in addition.
 */
const demand = z.strictObject({
  day: whole(0, 3659),
  jobs: z.array(id()).check(z.minLength(1)),
  skill: z.optional(id()),
  minimum: z.optional(whole(0, 100_000)),
  missing: z.optional(price()),
  preferred: z.optional(whole(0, 100_000)),
  under: z.optional(z.number().check(z.gte(0))),
  over: z.optional(z.number().check(z.gte(0))),
  maximum: z.optional(whole(0, 100_000)),
  excess: z.optional(price()),
})

/** Who has which job: for each person named, one entry a day, null where free. Who is not named is free all days. */
export const rosterForm = z.record(id(), z.array(z.nullable(id())))

export const problemForm = z.strictObject({
  format: z.literal(FORMAT),
  name: z.optional(z.string().check(z.maxLength(200))),
  horizon,
  skills: z.optional(z.array(skill)),
  posts: z.optional(z.array(post)),
  shifts: z.array(shift).check(z.minLength(1)),
  jobs: z.array(job).check(z.minLength(1), z.maxLength(65_534)),
  people: z.array(person),
  demands: z.array(demand),
  rules: z.array(anyRule),
  /** What people were told before (rule `keep`). */
  published: z.optional(rosterForm),
})

export type Problem = z.infer<typeof problemForm>
export type Roster = Readonly<Record<string, readonly (string | null)[]>>
export type Shift = z.infer<typeof shift>
export type Post = z.infer<typeof post>
export type Job = z.infer<typeof job>
export type Person = z.infer<typeof person>
export type Demand = z.infer<typeof demand>
