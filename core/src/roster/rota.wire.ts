/** A rota: some posts for some days, the people who may stand there, one draft, and the versions that were published. */
import { place } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { day, id, instant, page, pageInput, territoryCode, text, whole, z } from '../platform/shapes.ts'
import { Build } from './build.wire.ts'

const ids = (most: number) => z._default(z.array(id()).check(z.maxLength(most)), [])

/** Whose people may be asked: confirmed seats, team members, people of units, people reported in; sides add up. */
export const Pool = z.object({
  callIds: ids(50),
  teamIds: ids(200),
  unitIds: ids(200),
  territories: z._default(z.array(territoryCode()).check(z.maxLength(200)), []),
})
export type Pool = z.infer<typeof Pool>

/** What a rota asks beyond the house's limits: only stricter ones are taken. */
export const Settings = z.object({
  restMinutes: z.optional(whole(0, 2880)),
  mostMinutes: z.optional(whole(60, 1440)),
  mostDaysInSeven: z.optional(whole(1, 7)),
  mostNights: z.optional(whole(0, 7)),
  /** People of one team, or of one unit, stand together where it can be. */
  together: z._default(z.enum(['no', 'team', 'unit']), 'team'),
  /** Near the community where they live. */
  near: z._default(z.boolean(), true),
  /** Who stood much in the last 14 days gets less. */
  fair: z._default(z.boolean(), true),
})
export type Settings = z.infer<typeof Settings>

/** What somebody asked for on a day; a wish costs, it does not bind. */
export const Wish = z.object({ personId: id(), day: day(), want: z.enum(['on', 'off']) })
export type Wish = z.infer<typeof Wish>

export const Rota = z.object({
  id: id(),
  name: z.string(),
  /** Whose it is. */
  territory: place(),
  posts: z.array(z.object({ id: id(), name: z.string() })),
  from: day(),
  to: day(),
  pool: Pool,
  settings: Settings,
  wishes: z.array(Wish),
  /** How many of the pool may be asked today: who left, is exempt, or not available is not counted. */
  people: z.number(),
  /** Counts the changes of the draft; publishing asks which one was seen. */
  draft: z.number(),
  published: z.nullable(z.object({ number: z.number(), at: instant() })),
  /** The newest build, while it runs and afterwards. */
  build: z.nullable(Build),
  version: z.number(),
})
export type Rota = z.infer<typeof Rota>

/** Reach and input of everything that is about one rota. */
export const rota = { kind: 'rota', field: 'rotaId' } as const
export const ofRota = { rotaId: id() }

const body = {
  name: text(80),
  postIds: z.array(id()).check(z.minLength(1), z.maxLength(500)),
  from: day(),
  /** At most 62 days after `from`. */
  to: day(),
  pool: Pool,
  settings: z._default(Settings, { together: 'team', near: true, fair: true }),
  wishes: z._default(z.array(Wish).check(z.maxLength(5000)), []),
}
const refusals = ['roster/rota-days', 'roster/post-in-another-rota', 'door/not-found'] as const

export const list = endpoint({
  name: 'roster.rotas',
  method: 'get',
  path: '/rotas',
  words: { zh: '排班表列表', en: 'Rotas' },
  may: 'roster.read',
  reach: 'scope',
  input: z.object({ ...pageInput, territory: z.optional(territoryCode()), day: z.optional(day()) }),
  output: page(
    z.object({
      id: id(),
      name: z.string(),
      territory: place(),
      posts: z.number(),
      from: day(),
      to: day(),
      published: z.nullable(z.object({ number: z.number(), at: instant() })),
      version: z.number(),
    }),
  ),
})
export const get = endpoint({
  name: 'roster.rota',
  method: 'get',
  path: '/rotas/:rotaId',
  words: { zh: '一张排班表', en: 'One rota' },
  may: 'roster.read',
  reach: rota,
  input: z.object(ofRota),
  output: Rota,
})
/** A post is planned by one rota on a day. */
export const create = endpoint({
  name: 'roster.createRota',
  method: 'post',
  path: '/territories/:code/rotas',
  words: { zh: '新建排班表', en: 'Create a rota' },
  may: 'roster.plan',
  reach: { kind: 'territory', field: 'code' },
  input: z.object({ code: territoryCode(), id: id(), ...body }),
  output: Rota,
  problems: refusals,
})
export const amend = endpoint({
  name: 'roster.amendRota',
  method: 'put',
  path: '/rotas/:rotaId',
  words: { zh: '修改排班表', en: 'Amend a rota' },
  may: 'roster.plan',
  reach: rota,
  input: z.object({ ...ofRota, version: z.number(), ...body }),
  output: Rota,
  problems: [...refusals, 'door/changed-meanwhile'],
})
