import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { done, id, page, pageInput, territoryCode, text, z } from '../platform/shapes.ts'

export const UNIT_KINDS = ['agency', 'public-body', 'enterprise', 'mass-organisation', 'community', 'other'] as const
export const SKILLS = [
  'medical',
  'driving',
  'data-entry',
  'dialect',
  'sign-language',
  'counselling',
  'logistics',
  'electrical',
  'first-aid',
  'drone',
] as const
export const AVAILABILITY = ['any-time', 'daytime', 'evenings', 'weekends', 'not-now'] as const

/** A territory by code and name. */
export const place = () => z.object({ code: z.string(), name: z.string() })

export const Unit = z.object({
  id: id(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(UNIT_KINDS),
  parent: z.nullable(id()),
  /** Names from the top unit down. */
  trail: z.array(z.string()),
  /** Communities partnered with the unit (共建社区). */
  partners: z.array(place()),
  people: z.number(),
  version: z.number(),
})
export type Unit = z.infer<typeof Unit>

export const Person = z.object({
  id: id(),
  volunteerNo: z.string(),
  name: personal('person.name', z.string()),
  unit: z.object({ id: id(), name: z.string(), trail: z.array(z.string()) }),
  phone: personal('person.phone', z.string()),
  residence: personal('person.residence', place()),
  skills: personal('person.skills', z.array(z.enum(SKILLS))),
  availability: z.enum(AVAILABILITY),
  /** “什么岗位需要就安排什么工作”: any post, on call; revocable at any time. */
  onCall: z.boolean(),
  lightDuty: personal('person.light-duty', z.boolean()),
  version: z.number(),
})
export type Person = z.infer<typeof Person>

export const units = endpoint({
  name: 'people.units',
  method: 'get',
  path: '/units',
  words: { zh: '单位列表', en: 'Units' },
  may: 'people.read',
  reach: 'scope',
  input: z.object({ ...pageInput, parent: z.optional(id()) }),
  output: page(Unit),
})
export const unit = endpoint({
  name: 'people.unit',
  method: 'get',
  path: '/units/:unitId',
  words: { zh: '一个单位', en: 'One unit' },
  may: 'people.read',
  reach: { kind: 'unit', field: 'unitId' },
  input: z.object({ unitId: id() }),
  output: Unit,
})
const unitBody = {
  code: text(30),
  name: text(80),
  kind: z.enum(UNIT_KINDS),
  parent: z.optional(z.nullable(id())),
  partners: z._default(z.array(territoryCode()).check(z.maxLength(50)), []),
}
export const createUnit = endpoint({
  name: 'people.createUnit',
  method: 'post',
  path: '/units',
  words: { zh: '新建单位', en: 'Create a unit' },
  may: 'people.manage-units',
  reach: 'tenant',
  input: z.object({ id: id(), ...unitBody }),
  output: Unit,
  problems: ['people/code-taken', 'people/unit-loop'],
})
export const updateUnit = endpoint({
  name: 'people.updateUnit',
  method: 'put',
  path: '/units/:unitId',
  words: { zh: '修改单位', en: 'Change a unit' },
  may: 'people.manage-units',
  reach: { kind: 'unit', field: 'unitId' },
  input: z.object({ unitId: id(), version: z.number(), ...unitBody }),
  output: Unit,
  problems: ['people/code-taken', 'people/unit-loop', 'door/changed-meanwhile'],
})

export const list = endpoint({
  name: 'people.list',
  method: 'get',
  path: '/people',
  words: { zh: '人员列表', en: 'People' },
  may: 'people.read',
  reach: 'scope',
  input: z.object({
    ...pageInput,
    unitId: z.optional(id()),
    territory: z.optional(territoryCode()),
    teamId: z.optional(id()),
    skill: z.optional(z.enum(SKILLS)),
  }),
  output: page(Person),
})
export const get = endpoint({
  name: 'people.get',
  method: 'get',
  path: '/people/:personId',
  words: { zh: '一个人', en: 'One person' },
  may: 'people.read',
  reach: { kind: 'person', field: 'personId' },
  input: z.object({ personId: id() }),
  output: Person,
})
const personBody = {
  volunteerNo: text(30, 2),
  name: text(40),
  unitId: id(),
  phone: z.optional(z.nullable(text(20, 5))),
  residence: z.optional(z.nullable(territoryCode())),
  skills: z._default(z.array(z.enum(SKILLS)), []),
  availability: z._default(z.enum(AVAILABILITY), 'any-time'),
  onCall: z._default(z.boolean(), false),
  lightDuty: z._default(z.boolean(), false),
}
export const create = endpoint({
  name: 'people.create',
  method: 'post',
  path: '/people',
  words: { zh: '登记人员', en: 'Add a person' },
  may: 'people.manage',
  reach: { kind: 'unit', field: 'unitId' },
  input: z.object({ id: id(), ...personBody }),
  output: Person,
  problems: ['people/number-taken', 'people/id-number'],
})
export const update = endpoint({
  name: 'people.update',
  method: 'put',
  path: '/people/:personId',
  words: { zh: '修改人员资料', en: 'Change a person' },
  may: 'people.manage',
  reach: { kind: 'person', field: 'personId' },
  input: z.object({ personId: id(), version: z.number(), ...personBody }),
  output: Person,
  problems: ['people/number-taken', 'people/id-number', 'door/changed-meanwhile'],
})
export const leave = endpoint({
  name: 'people.leave',
  method: 'post',
  path: '/people/:personId/leaving',
  words: { zh: '移出名册', en: 'Take off the roster' },
  may: 'people.manage',
  reach: { kind: 'person', field: 'personId' },
  input: z.object({ personId: id(), version: z.number() }),
  output: done(),
})
export const own = endpoint({
  name: 'people.own',
  method: 'get',
  path: '/me/person',
  words: { zh: '我的资料', en: 'What is held about me' },
  may: 'people.own',
  reach: 'self',
  input: z.object({}),
  output: Person,
})
export const updateOwn = endpoint({
  name: 'people.updateOwn',
  method: 'put',
  path: '/me/person',
  words: { zh: '修改我的资料', en: 'Change what I may decide myself' },
  may: 'people.own',
  reach: 'self',
  input: z.object({
    version: z.number(),
    phone: z.optional(z.nullable(text(20, 5))),
    residence: z.optional(z.nullable(territoryCode())),
    skills: z.array(z.enum(SKILLS)),
    availability: z.enum(AVAILABILITY),
    onCall: z.boolean(),
    lightDuty: z.boolean(),
  }),
  output: Person,
  problems: ['door/changed-meanwhile'],
})
