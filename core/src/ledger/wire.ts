import { endpoint } from '../platform/endpoint.ts'
import { id, instant, territoryCode, text, words, z } from '../platform/shapes.ts'

/** What a device says happened. Facts are never edited; a later one supersedes. */
export const Fact = z.object({
  id: id(),
  kind: text(60),
  occurredAt: instant(),
  personId: z.optional(id()),
  territory: z.optional(territoryCode()),
  unitId: z.optional(id()),
  incidentId: z.optional(id()),
  /** The call, post or other thing it is about. */
  subjectId: z.optional(id()),
  /** The fact this one corrects or ends. */
  supersedes: z.optional(id()),
  payload: z._default(z.record(z.string(), z.unknown()), {}),
})
export type Fact = z.output<typeof Fact>

/** Each fact gets its own answer; the good ones are kept beside the refused. */
export const FactAnswer = z.object({
  id: z.string(),
  verdict: z.enum(['accepted', 'known', 'refused']),
  seq: z.nullable(z.number()),
  recordedAt: z.nullable(instant()),
  problem: z.nullable(
    z.object({ type: z.string(), retry: z.enum(['now', 'later', 'review']), zh: z.string(), en: z.string() }),
  ),
})
export type FactAnswer = z.infer<typeof FactAnswer>

export const send = endpoint({
  name: 'ledger.send',
  method: 'post',
  path: '/facts',
  words: { zh: '上传一批记录', en: 'Send a batch of facts' },
  may: 'ledger.send',
  reach: 'scope',
  urgency: 'deed',
  /** Facts are checked one by one, so that a bad one does not spoil the batch. */
  input: z.object({ facts: z.array(z.unknown()).check(z.minLength(1), z.maxLength(500)) }),
  output: z.object({ answers: z.array(FactAnswer) }),
  problems: [
    'ledger/unknown-kind',
    'ledger/from-the-future',
    'ledger/superseded',
    'ledger/corrects-another',
    'ledger/id-reused',
    'ledger/needs',
  ],
})
export const kinds = endpoint({
  name: 'ledger.kinds',
  method: 'get',
  path: '/kinds',
  words: { zh: '记录类别', en: 'Kinds of facts' },
  may: 'signed-in',
  reach: 'open',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({ name: z.string(), words: words(), counts: z.object({ unit: z.string(), once: z.string() }) }),
    ),
  }),
})
/** What stands behind a figure: the history of one person or thing, newest first. */
export const history = endpoint({
  name: 'ledger.history',
  method: 'get',
  path: '/people/:personId/facts',
  words: { zh: '某人的记录', en: 'Facts about one person' },
  may: 'ledger.read',
  reach: { kind: 'person', field: 'personId' },
  input: z.object({ personId: id() }),
  output: z.object({
    rows: z.array(z.object({ ...Fact.shape, seq: z.number(), recordedAt: instant(), supersededBy: z.nullable(id()) })),
  }),
})
