/** Places smaller than a community: compounds, buildings, testing sites. They hold no household and no resident. */
import { place } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { id, page, pageInput, territoryCode, text, whole, z } from '../platform/shapes.ts'
import { siteName } from './shapes.ts'

export const SITE_KINDS = [
  'compound',
  'building',
  'testing-site',
  'checkpoint',
  'shelter',
  'school',
  'venue',
  'other',
] as const
/** How many sites one request may make. */
export const MOST_SITES = 500

export const Site = z.object({
  id: id(),
  territory: place(),
  kind: z.enum(SITE_KINDS),
  name: z.string(),
  /** A building's compound. */
  parent: z.nullable(siteName()),
  households: z.nullable(z.number()),
  closed: z.boolean(),
  version: z.number(),
})
export type Site = z.infer<typeof Site>

const siteBody = {
  kind: z.enum(SITE_KINDS),
  name: text(60),
  parentId: z.optional(z.nullable(id())),
  households: z.optional(z.nullable(whole(0, 100_000))),
}
export const oneSite = { kind: 'site', field: 'siteId' } as const

export const sites = endpoint({
  name: 'roster.sites',
  method: 'get',
  path: '/sites',
  words: { zh: '点位列表', en: 'Sites' },
  may: 'roster.read',
  reach: 'scope',
  shared: true,
  input: z.object({
    ...pageInput,
    territory: z.optional(territoryCode()),
    kind: z.optional(z.enum(SITE_KINDS)),
    parentId: z.optional(id()),
    /** Those that are closed, instead of those in use. */
    closed: z.optional(z.boolean()),
  }),
  output: page(Site),
})
/** One or many, as a pasted list gives them; ids that are known are answered as they are. */
export const createSites = endpoint({
  name: 'roster.createSites',
  method: 'post',
  path: '/sites',
  words: { zh: '新增点位', en: 'Add sites' },
  may: 'roster.plan',
  reach: 'scope',
  input: z.object({
    rows: z
      .array(z.object({ id: id(), territory: territoryCode(), ...siteBody }))
      .check(z.minLength(1), z.maxLength(MOST_SITES)),
  }),
  output: z.object({ rows: z.array(Site) }),
  problems: ['territory/unknown', 'roster/site-parent', 'door/not-found'],
})
export const amendSite = endpoint({
  name: 'roster.amendSite',
  method: 'put',
  path: '/sites/:siteId',
  words: { zh: '修改点位', en: 'Amend a site' },
  may: 'roster.plan',
  reach: oneSite,
  input: z.object({ siteId: id(), version: z.number(), ...siteBody }),
  output: Site,
  problems: ['roster/site-parent', 'door/changed-meanwhile'],
})
/** Closes a site that no open post stands at or serves, and no control holds. */
export const closeSite = endpoint({
  name: 'roster.closeSite',
  method: 'post',
  path: '/sites/:siteId/close',
  words: { zh: '停用点位', en: 'Close a site' },
  may: 'roster.plan',
  reach: oneSite,
  input: z.object({ siteId: id(), version: z.number() }),
  output: Site,
  problems: ['roster/site-in-use', 'door/changed-meanwhile'],
})
/** Gates ↔ compounds: every compound has exactly one open gate. Those that have none, or more than one. */
export const gates = endpoint({
  name: 'roster.gates',
  method: 'get',
  path: '/gates',
  words: { zh: '小区出入口核对', en: 'Gates of compounds' },
  may: 'roster.read',
  reach: 'scope',
  shared: true,
  input: z.object({ territory: z.optional(territoryCode()) }),
  output: z.object({
    compounds: z.number(),
    gates: z.number(),
    /** Compounds without exactly one open gate, those with none first. */
    rows: z.array(z.object({ site: Site, gates: z.array(siteName()) })),
  }),
})
