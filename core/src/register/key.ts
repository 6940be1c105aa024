import { z } from '../platform/shapes.ts'

/** Small letters, digits and dashes: the name under which an answer or an option is kept and exported. */
export const key = () => z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/))

/** The key nearest to a name from elsewhere: `Head_Count` becomes `head-count`; empty when nothing is left of it. */
export const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .replace(/-+$/, '')
    .slice(0, 40)
