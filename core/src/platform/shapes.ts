/** Shapes that every contract shares. Built on `zod/mini`, because the same values ship to cheap phones. */
import * as z from 'zod/mini'

export { z }

/** Text a person typed: trimmed, of a length between `least` and `most` characters. */
export const text = (most: number, least = 1) => z.string().check(z.trim(), z.minLength(least), z.maxLength(most))

/** UUIDv7, made by whoever makes the thing, so that sending twice is harmless. In one spelling: ids are compared as text. */
export const id = () => z.uuid().check(z.toLowerCase())

/** An instant: ISO 8601 in UTC. Figures as of an instant count what was recorded at or before it. */
export const instant = () => z.iso.datetime()

/** A calendar day in the tenant's zone, `2022-03-30`. */
export const day = () => z.iso.date()

/** A territory's code: 12 digits in China, up to 32 letters and digits elsewhere. */
export const territoryCode = () => z.string().check(z.regex(/^[0-9A-Za-z-]{1,32}$/))

/** A whole number in a range, both ends included. */
export const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))

/** A name or sentence in Chinese and English. */
export const words = () => z.object({ zh: z.string(), en: z.string() })
export interface Words {
  readonly zh: string
  readonly en: string
}

/** Asks for a page of a list: `after` is the cursor of the page before, `limit` its length. */
export const pageInput = {
  after: z.optional(z.string()),
  limit: z.optional(whole(1, 500)),
  search: z.optional(text(60)),
}

/** A page of a list. `next` is null on the last page; `total` counts all rows the reader may see. */
export const page = <T extends z.core.$ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.nullable(z.string()), total: z.number() })

/** Accepted, or the same answer as the first time when it was known already. */
export const done = () => z.object({ done: z.literal(true) })
