/** What every part of the roster speaks of: a place where people stand, the hours, and who is meant to be there. */
import { place, SKILLS } from '../people/wire.ts'
import { personal } from '../platform/personal.ts'
import { day, id, instant, z } from '../platform/shapes.ts'

export const POST_STATES = ['open', 'closed'] as const
/** How somebody came onto a shift. `refill`: from standby or shortage; `offer`: by their own consent to an ask. */
export const SOURCES = ['rota', 'desk', 'refill', 'swap', 'offer'] as const
export const BASES = ['DUTY_ORDER', 'VOLUNTARY'] as const

/** A site by id and name: a compound, a building, a testing site. */
export const siteName = () => z.object({ id: id(), name: z.string() })

/** A post as lists of the day name it. */
export const postName = () =>
  z.object({
    id: id(),
    name: z.string(),
    territory: place(),
    site: z.nullable(siteName()),
    danger: z.boolean(),
    command: z.boolean(),
  })

export const Post = z.object({
  id: id(),
  incidentId: z.nullable(id()),
  /** Who commands there: the territory owns the post, the unit owns the person (属地管理). */
  territory: place(),
  site: z.nullable(siteName()),
  /** Key of a post in the hazard pack, or the city's own word. */
  kind: z.string(),
  name: z.string(),
  danger: z.boolean(),
  command: z.boolean(),
  skills: z.array(z.enum(SKILLS)),
  equipment: z.array(z.string()),
  checklist: z.array(z.string()),
  reportMinutes: z.number(),
  briefing: z.nullable(z.string()),
  suitMinutes: z.nullable(z.number()),
  closesWhen: z.nullable(z.string()),
  team: z.nullable(z.object({ id: id(), name: z.string() })),
  /** The sites it serves: a gate may serve several compounds. */
  serves: z.array(siteName()),
  state: z.enum(POST_STATES),
  version: z.number(),
})
export type Post = z.infer<typeof Post>

export const Shift = z.object({
  id: id(),
  postId: id(),
  role: z.string(),
  skills: z.array(z.enum(SKILLS)),
  startsAt: instant(),
  /** Planned, where `openEnd` says that the post closes by condition. */
  endsAt: instant(),
  /** The tenant's day on which it starts: a night belongs to its evening. */
  day: day(),
  openEnd: z.boolean(),
  people: z.number(),
  standby: z.number(),
  cancelled: z.boolean(),
  version: z.number(),
})
export type Shift = z.infer<typeof Shift>

/** A person on a screen of the roster. */
export const who = () =>
  z.object({ id: id(), name: personal('person.name', z.string()), volunteerNo: z.string(), unit: z.string() })

export const Assignment = z.object({
  id: id(),
  shiftId: id(),
  person: who(),
  standby: z.boolean(),
  basis: z.enum(BASES),
  source: z.enum(SOURCES),
  version: z.number(),
})
export type Assignment = z.infer<typeof Assignment>

/** Reach and input of everything that is about one post, or one shift. */
export const onePost = { kind: 'post', field: 'postId' } as const
export const oneShift = { kind: 'shift', field: 'shiftId' } as const
