import { endpoint } from '../platform/endpoint.ts'
import { id, instant, page, pageInput, text, words, z } from '../platform/shapes.ts'

/** A frozen figure: value, unit, approximate or not, and the rule it was counted by. */
export const FrozenFigure = z.object({
  key: z.string(),
  value: z.number(),
  unit: z.string(),
  approx: z.boolean(),
  words: words(),
  rule: words(),
})
export const Bulletin = z.object({
  id: id(),
  /** Number within the year, `2022-003`; never reused. */
  number: z.string(),
  title: z.string(),
  incidentId: z.nullable(id()),
  asOf: instant(),
  frozenAt: instant(),
  frozenBy: z.string(),
  figures: z.array(FrozenFigure),
  tables: z.object({
    byTerritory: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        people: z.number(),
        units: z.number(),
        streets: z.number(),
        communities: z.number(),
      }),
    ),
    byUnit: z.array(z.object({ id: id(), name: z.string(), people: z.number(), communities: z.number() })),
    uncoveredStreets: z.array(z.object({ code: z.string(), name: z.string(), trail: z.array(z.string()) })),
    uncoveredCommunities: z.array(z.object({ code: z.string(), name: z.string(), trail: z.array(z.string()) })),
  }),
  /** The sentence for the public: rounded down, marked 余 / more than, and traceable to the exact figure. */
  sentence: words(),
  publicSentence: words(),
  /** Version of the counting rule's query. */
  ruleVersion: z.string(),
  /** SHA-256 over the canonical JSON of all above; the audit chain holds it too. */
  digest: z.string(),
})
export type Bulletin = z.infer<typeof Bulletin>

export const freeze = endpoint({
  name: 'report.freeze',
  method: 'post',
  path: '/bulletins',
  words: { zh: '冻结通报', en: 'Freeze a bulletin' },
  may: 'report.freeze',
  reach: 'tenant',
  input: z.object({ id: id(), asOf: instant(), title: text(80), incidentId: z.optional(z.nullable(id())) }),
  output: Bulletin,
  problems: ['report/not-yet'],
})
export const list = endpoint({
  name: 'report.list',
  method: 'get',
  path: '/bulletins',
  words: { zh: '通报列表', en: 'Bulletins' },
  may: 'report.read',
  reach: 'open',
  urgency: 'picture',
  shared: true,
  input: z.object({ ...pageInput, incidentId: z.optional(id()) }),
  output: page(
    z.object({
      id: id(),
      number: z.string(),
      title: z.string(),
      asOf: instant(),
      frozenAt: instant(),
      sentence: words(),
    }),
  ),
})
export const get = endpoint({
  name: 'report.get',
  method: 'get',
  path: '/bulletins/:bulletinId',
  words: { zh: '一份通报', en: 'One bulletin' },
  may: 'report.read',
  reach: { kind: 'bulletin', field: 'bulletinId' },
  urgency: 'picture',
  shared: true,
  input: z.object({ bulletinId: id() }),
  output: Bulletin,
})
/** Recomputes the digest, and counts again as of the frozen instant. */
export const verify = endpoint({
  name: 'report.verify',
  method: 'get',
  path: '/bulletins/:bulletinId/verification',
  words: { zh: '核验通报', en: 'Verify a bulletin' },
  may: 'report.read',
  reach: { kind: 'bulletin', field: 'bulletinId' },
  urgency: 'export',
  input: z.object({ bulletinId: id() }),
  output: z.object({
    digestHolds: z.boolean(),
    recountHolds: z.boolean(),
    differences: z.array(z.object({ key: z.string(), frozen: z.number(), now: z.number() })),
  }),
})
