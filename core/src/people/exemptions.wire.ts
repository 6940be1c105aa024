import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { day, id, instant, z } from '../platform/shapes.ts'

/** Exactly three kinds of exemption; everyone else is expected. */
export const EXEMPTIONS = ['on-duty', 'village-posting', 'leave'] as const

export const Exemption = z.object({
  id: id(),
  person: z.object({ id: id(), name: personal('person.name', z.string()) }),
  reason: personal('exemption.reason', z.enum(EXEMPTIONS)),
  from: day(),
  until: z.nullable(day()),
  approver: z.string(),
  approvedAt: instant(),
  endedAt: z.nullable(instant()),
})
export const exemptions = endpoint({
  name: 'people.exemptions',
  method: 'get',
  path: '/units/:unitId/exemptions',
  words: { zh: '免予报到名单', en: 'Exemptions of a unit' },
  may: 'people.exempt',
  reach: { kind: 'unit', field: 'unitId' },
  input: z.object({ unitId: id() }),
  output: z.object({ rows: z.array(Exemption) }),
})
export const exempt = endpoint({
  name: 'people.exempt',
  method: 'post',
  path: '/people/:personId/exemptions',
  words: { zh: '批准免予报到', en: 'Exempt a person' },
  may: 'people.exempt',
  reach: { kind: 'person', field: 'personId' },
  input: z.object({
    id: id(),
    personId: id(),
    reason: z.enum(EXEMPTIONS),
    from: day(),
    until: z.optional(z.nullable(day())),
  }),
  output: Exemption,
  problems: ['people/exempt-already', 'people/exempt-self'],
})
export const endExemption = endpoint({
  name: 'people.endExemption',
  method: 'post',
  path: '/people/:personId/exemptions/:exemptionId/end',
  words: { zh: '结束免予报到', en: 'End an exemption' },
  may: 'people.exempt',
  reach: { kind: 'person', field: 'personId' },
  input: z.object({ personId: id(), exemptionId: id() }),
  output: Exemption,
})
