import { endpoint } from '../platform/endpoint.ts'
import { instant, territoryCode, text, whole, z } from '../platform/shapes.ts'
import { LEVELS } from './codes.ts'

export const Territory = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(LEVELS),
  parent: z.nullable(z.string()),
  /** Names from the city down to this place. */
  trail: z.array(z.string()),
  /** A residents' committee, in contrast to a village; said of communities only. */
  urban: z.boolean(),
  /** A functional zone such as a development zone: beside the counties, not below one. */
  zone: z.boolean(),
  children: z.number(),
  hasBoundary: z.boolean(),
})
export type Territory = z.infer<typeof Territory>

export const children = endpoint({
  name: 'territory.children',
  method: 'get',
  path: '/territories',
  words: { zh: '下级区划', en: 'Territories below one' },
  may: 'signed-in',
  reach: 'open',
  input: z.object({ parent: z.optional(territoryCode()) }),
  output: z.object({ rows: z.array(Territory), version: z.nullable(z.string()) }),
})
export const get = endpoint({
  name: 'territory.get',
  method: 'get',
  path: '/territories/:code',
  words: { zh: '一个区划', en: 'One territory' },
  may: 'signed-in',
  reach: 'open',
  input: z.object({ code: territoryCode() }),
  output: Territory,
})
export const search = endpoint({
  name: 'territory.search',
  method: 'get',
  path: '/territory-search',
  words: { zh: '按名称、代码、拼音查找', en: 'Search by name, code, pinyin or initials' },
  may: 'signed-in',
  reach: 'open',
  input: z.object({
    search: text(60),
    within: z.optional(territoryCode()),
    level: z.optional(z.enum(LEVELS)),
    limit: z.optional(whole(1, 50)),
  }),
  output: z.object({ rows: z.array(Territory) }),
})
/** Names are resolved inside a territory; where several fit, all are given and a person chooses. */
export const resolve = endpoint({
  name: 'territory.resolve',
  method: 'post',
  path: '/territory-resolve',
  words: { zh: '解析地名', en: 'Resolve written place names' },
  may: 'signed-in',
  reach: 'open',
  input: z.object({ within: z.optional(territoryCode()), names: z.array(text(120)).check(z.maxLength(1000)) }),
  output: z.object({
    rows: z.array(
      z.object({
        name: z.string(),
        verdict: z.enum(['found', 'ambiguous', 'unknown']),
        candidates: z.array(Territory),
      }),
    ),
  }),
})
export const adopt = endpoint({
  name: 'territory.adopt',
  method: 'post',
  path: '/territory-adopt',
  words: { zh: '采用区划库中的一个市', en: 'Adopt a city of the registry' },
  may: 'territory.manage',
  reach: 'tenant',
  input: z.object({ code: territoryCode() }),
  output: z.object({ added: z.number(), changed: z.number(), retired: z.number(), version: z.string() }),
  problems: ['territory/unknown'],
})
export const importCsv = endpoint({
  name: 'territory.importCsv',
  method: 'post',
  path: '/territory-csv',
  words: { zh: '用 CSV 导入区划（其他国家）', en: 'Import territories by CSV (other countries)' },
  may: 'territory.manage',
  reach: 'tenant',
  takes: 'file',
  input: z.object({}),
  output: z.object({
    added: z.number(),
    changed: z.number(),
    errors: z.array(z.object({ line: z.number(), zh: z.string(), en: z.string() })),
  }),
})
export const importBoundaries = endpoint({
  name: 'territory.importBoundaries',
  method: 'post',
  path: '/territory-boundaries',
  words: { zh: '导入边界 GeoJSON', en: 'Import GeoJSON boundaries' },
  may: 'territory.manage',
  reach: 'tenant',
  takes: 'file',
  input: z.object({ source: z.optional(text(200)) }),
  output: z.object({
    stored: z.number(),
    unknown: z.array(z.string()),
    errors: z.array(z.object({ feature: z.number(), zh: z.string(), en: z.string() })),
  }),
})
export const boundary = endpoint({
  name: 'territory.boundary',
  method: 'get',
  path: '/territories/:code/boundary',
  words: { zh: '边界', en: 'Boundary' },
  may: 'signed-in',
  reach: 'open',
  input: z.object({ code: territoryCode() }),
  output: z.object({ code: z.string(), geometry: z.unknown(), source: z.nullable(z.string()), importedAt: instant() }),
})
