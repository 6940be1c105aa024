/** The board of a rota: posts by shifts with their people, and the cells of the draft that people and the engine set. */
import { AVAILABILITY, place, SKILLS } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { day, id, instant, territoryCode, words, z } from '../platform/shapes.ts'
import { POST_STATES, Shift, siteName, who } from './shapes.ts'

const rota = { kind: 'rota', field: 'rotaId' } as const
const ofRota = { rotaId: id() }
const people = () => z.array(id()).check(z.maxLength(500))

/** Who is meant to stand on one shift, by ids; names stand once, in the board's people. */
export const Cell = z.object({
  /** Another one whenever the draft or what is published of this shift has changed; never a smaller one. */
  version: z.number(),
  people: z.array(id()),
  standby: z.array(id()),
  /** Set by hand to stay: the engine leaves it alone. */
  fixed: z.boolean(),
})
export type Cell = z.infer<typeof Cell>

export const BoardShift = z.object({
  ...Shift.shape,
  reportAt: instant(),
  /** The rota that plans it, if any. */
  rotaId: z.nullable(id()),
  draft: Cell,
  /** Assignments as they stand, from whatever source. */
  published: z.object({ people: z.array(id()), standby: z.array(id()) }),
  /** People and standby missing in the draft. */
  gap: z.number(),
  standbyGap: z.number(),
  /** The draft is not what is published. */
  differs: z.boolean(),
})
export type BoardShift = z.infer<typeof BoardShift>

/** One stretch of somebody's plan, near the span of the board: enough for the guard to judge on the screen. */
export const Stretch = z.object({
  shiftId: id(),
  postId: id(),
  day: day(),
  reportAt: instant(),
  startsAt: instant(),
  endsAt: instant(),
  /** In the draft alone, as published, or both. */
  draft: z.boolean(),
  published: z.boolean(),
})
export type Stretch = z.infer<typeof Stretch>

export const BoardPerson = z.object({
  ...who().shape,
  skills: personal('person.skills', z.array(z.enum(SKILLS))),
  /** Minutes in the draft within the span, in all posts; the least rest between two shifts, null with fewer than two. */
  minutes: z.number(),
  shifts: z.number(),
  leastRestMinutes: z.nullable(z.number()),
  /** From nine days before the span to nine after. */
  stretches: z.array(Stretch),
})
export type BoardPerson = z.infer<typeof BoardPerson>

/** What a board says of a post; the rest is asked for when it is opened. */
export const BoardPost = z.object({
  id: id(),
  name: z.string(),
  kind: z.string(),
  territory: place(),
  site: z.nullable(siteName()),
  danger: z.boolean(),
  command: z.boolean(),
  skills: z.array(z.enum(SKILLS)),
  suitMinutes: z.nullable(z.number()),
  reportMinutes: z.number(),
  state: z.enum(POST_STATES),
})
export type BoardPost = z.infer<typeof BoardPost>

export const Board = z.object({
  from: day(),
  to: day(),
  posts: z.array(BoardPost),
  shifts: z.array(BoardShift),
  people: z.array(BoardPerson),
})
export type Board = z.infer<typeof Board>

const span = { from: day(), to: day() }

/** Posts by shifts, at most 31 days, by the shift's own day. */
export const board = endpoint({
  name: 'roster.board',
  method: 'get',
  path: '/rotas/:rotaId/board',
  words: { zh: '排班板', en: 'Board of a rota' },
  may: 'roster.read',
  reach: rota,
  urgency: 'picture',
  input: z.object({ ...ofRota, ...span }),
  output: Board,
  problems: ['roster/rota-days'],
})
/** The same for all posts of a territory and below, whatever rota plans them. */
export const territoryBoard = endpoint({
  name: 'roster.territoryBoard',
  method: 'get',
  path: '/territories/:code/board',
  words: { zh: '区域排班板', en: 'Board of a territory' },
  may: 'roster.read',
  reach: { kind: 'territory', field: 'code' },
  urgency: 'picture',
  input: z.object({ code: territoryCode(), ...span }),
  output: Board,
  problems: ['roster/rota-days'],
})
/** Everybody of the pool with their hours in the span, whether they stand on the board or not. */
export const pool = endpoint({
  name: 'roster.pool',
  method: 'get',
  path: '/rotas/:rotaId/pool',
  words: { zh: '可排人员', en: 'The pool of a rota' },
  may: 'roster.read',
  reach: rota,
  urgency: 'picture',
  input: z.object({ ...ofRota, ...span }),
  output: z.object({
    people: z.array(
      z.object({
        ...BoardPerson.shape,
        availability: z.enum(AVAILABILITY),
        /** Days on which they cannot be placed at all; why is nobody's to read. */
        unavailable: z.array(day()),
      }),
    ),
  }),
  problems: ['roster/rota-days'],
})

/** What the guard says about somebody's hours after a change. `stops`: publishing needs an override. */
export const Verdict = z.object({
  personId: id(),
  shiftId: id(),
  rule: z.string(),
  stops: z.boolean(),
  ...words().shape,
})
export type Verdict = z.infer<typeof Verdict>

/**
 * Sets cells, all or none: one, or the two of a drag. Each names the version that was seen. Setting back what `before`
 * says, with the version that `cell` has, is undo.
 */
export const setCells = endpoint({
  name: 'roster.setCells',
  method: 'put',
  path: '/rotas/:rotaId/cells',
  words: { zh: '安排人员', en: 'Set cells of the draft' },
  may: 'roster.plan',
  reach: rota,
  input: z.object({
    ...ofRota,
    cells: z
      .array(
        z.object({
          shiftId: id(),
          version: z.number(),
          people: people(),
          standby: z._default(people(), []),
          fixed: z._default(z.boolean(), false),
        }),
      )
      .check(z.minLength(1), z.maxLength(200)),
  }),
  output: z.object({
    cells: z.array(z.object({ shiftId: id(), cell: Cell, before: Cell })),
    /** Of the rota: what publishing asks for. */
    draft: z.number(),
    people: z.array(BoardPerson),
    verdicts: z.array(Verdict),
  }),
  problems: [
    'roster/cell-changed',
    'roster/not-of-rota',
    'roster/shift-begun',
    'roster/twice-in-cell',
    'roster/not-in-pool',
  ],
})
