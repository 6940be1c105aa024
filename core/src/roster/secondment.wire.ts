/** Secondment: by order a person serves a host from then to then; the host's desk can assign them meanwhile. */
import { endpoint } from '../platform/endpoint.ts'
import { id, instant, page, pageInput, territoryCode, text, z } from '../platform/shapes.ts'
import { who } from './shapes.ts'

export const Secondment = z.object({
  id: id(),
  person: who(),
  host: z.object({ territory: z.nullable(z.string()), unitId: z.nullable(id()), name: z.string() }),
  from: instant(),
  until: instant(),
  orderedBy: z.string(),
  state: z.enum(['planned', 'running', 'ended']),
  version: z.number(),
})
export type Secondment = z.infer<typeof Secondment>

export const secondments = endpoint({
  name: 'roster.secondments',
  method: 'get',
  path: '/secondments',
  words: { zh: '借调', en: 'Secondments' },
  may: 'roster.read',
  reach: 'scope',
  input: z.object({ ...pageInput, ended: z._default(z.boolean(), false) }),
  output: page(Secondment),
})
export const second = endpoint({
  name: 'roster.second',
  method: 'post',
  path: '/people/:personId/secondments',
  words: { zh: '借调人员', en: 'Second a person' },
  may: 'roster.second',
  reach: { kind: 'person', field: 'personId' },
  input: z.object({
    personId: id(),
    id: id(),
    /** Exactly one of the two. */
    territory: z.optional(territoryCode()),
    unitId: z.optional(id()),
    from: instant(),
    until: instant(),
    orderedBy: text(80),
  }),
  output: Secondment,
  problems: ['roster/seconded-already', 'roster/one-host', 'roster/time-past', 'door/not-found'],
})
/** Another end: longer, or shorter than planned; the person and both desks are told. */
export const amendSecondment = endpoint({
  name: 'roster.amendSecondment',
  method: 'put',
  path: '/people/:personId/secondments/:secondmentId',
  words: { zh: '改借调到期时间', en: 'Change when a secondment ends' },
  may: 'roster.second',
  reach: { kind: 'person', field: 'personId' },
  input: z.object({ personId: id(), secondmentId: id(), version: z.number(), until: instant() }),
  output: Secondment,
  problems: [
    'roster/seconded-already',
    'roster/secondment-over',
    'roster/time-past',
    'door/changed-meanwhile',
    'door/not-found',
  ],
})
/** Ends it now. */
export const endSecondment = endpoint({
  name: 'roster.endSecondment',
  method: 'post',
  path: '/people/:personId/secondments/:secondmentId/end',
  words: { zh: '结束借调', en: 'End a secondment' },
  may: 'roster.second',
  reach: { kind: 'person', field: 'personId' },
  input: z.object({ personId: id(), secondmentId: id(), version: z.number() }),
  output: Secondment,
  problems: ['door/changed-meanwhile', 'door/not-found'],
})
