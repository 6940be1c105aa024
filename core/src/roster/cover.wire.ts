/** Insurance of people: until which day, and nothing else. Without it nobody stands at a dangerous post. */
import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { day, id, page, pageInput, z } from '../platform/shapes.ts'
import { who } from './shapes.ts'

/** Through which day somebody is insured. Null: no cover is recorded. */
export const Cover = z.object({ person: who(), until: personal('person.cover', day()) })
export type Cover = z.infer<typeof Cover>

/** `missing`: none, or over; `ending`: within `ENDING_DAYS`. */
export const COVER_STATES = ['missing', 'ending', 'covered'] as const
export const ENDING_DAYS = 14
/** How many people one act may cover. */
export const MOST_COVERED = 5000

export const covers = endpoint({
  name: 'roster.covers',
  method: 'get',
  path: '/cover',
  words: { zh: '保险名单', en: 'Insurance cover of people' },
  may: 'roster.cover',
  reach: 'scope',
  input: z.object({
    ...pageInput,
    unitId: z.optional(id()),
    teamId: z.optional(id()),
    state: z.optional(z.enum(COVER_STATES)),
  }),
  output: z.object({
    ...page(Cover).shape,
    /** The city’s day by which states are told. */
    today: day(),
    /** Of the unit, the team and the search asked for, whatever the state. */
    counts: z.object({ missing: z.number(), ending: z.number(), covered: z.number() }),
  }),
})
export const cover = endpoint({
  name: 'roster.cover',
  method: 'get',
  path: '/people/:personId/cover',
  words: { zh: '保险到期日', en: 'Insurance cover' },
  may: 'roster.cover',
  reach: { kind: 'person', field: 'personId' },
  input: z.object({ personId: id() }),
  output: Cover,
})

const set = () => z.object({ personId: id(), until: z.nullable(day()) })
/** What a list says of one person, and what is recorded now. */
const CoverLine = z.object({
  row: z.number(),
  person: who(),
  until: z.nullable(day()),
  before: personal('person.cover', day()),
})
const CoverFault = z.object({ row: z.number(), column: z.string(), zh: z.string(), en: z.string() })
/** What a list would change, row by row, with its errors; nothing is kept of it. A pasted text comes as a file, too. */
export const readCover = endpoint({
  name: 'roster.readCover',
  method: 'post',
  path: '/cover-readings',
  words: { zh: '核对投保名单', en: 'Read a list of insured people' },
  may: 'roster.cover',
  reach: 'scope',
  takes: 'file',
  /** `until`: for a list without a column of days, everybody in it is insured through that day. */
  input: z.object({ until: z.optional(day()) }),
  output: z.object({ lines: z.array(CoverLine), faults: z.array(CoverFault) }),
  problems: [
    'sheets/too-large',
    'sheets/too-many-rows',
    'sheets/zip-bomb',
    'sheets/not-a-sheet',
    'sheets/unreadable',
    'sheets/too-slow',
    'sheets/empty',
  ],
})
/** Null takes cover away. People out of reach are left out; setting `before` again is undo. */
export const setCover = endpoint({
  name: 'roster.setCover',
  method: 'put',
  path: '/cover',
  words: { zh: '登记保险', en: 'Record insurance cover' },
  may: 'roster.cover',
  reach: 'scope',
  input: z.object({ rows: z.array(set()).check(z.minLength(1), z.maxLength(MOST_COVERED)) }),
  output: z.object({
    people: z.number(),
    before: z.array(z.object({ personId: id(), until: personal('person.cover', day()) })),
  }),
})
