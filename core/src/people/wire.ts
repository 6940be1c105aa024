import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { day, done, id, instant, page, pageInput, territoryCode, text, whole, z } from '../platform/shapes.ts'

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
/** Exactly three kinds of exemption; everyone else is expected. */
export const EXEMPTIONS = ['on-duty', 'village-posting', 'leave'] as const
/** Several roles at once in one team are allowed; persons and memberships are different counts. */
export const TEAM_ROLES = ['captain', 'deputy', 'member', 'publicity', 'coordination', 'reserve'] as const
export const TEAM_KINDS = ['service', 'surge', 'temporary-branch', 'working-group', 'composite'] as const

const place = () => z.object({ code: z.string(), name: z.string() })

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
  problems: ['people/exempt-already'],
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

export const Team = z.object({
  id: id(),
  name: z.string(),
  kind: z.enum(TEAM_KINDS),
  parent: z.nullable(id()),
  unit: z.nullable(z.object({ id: id(), name: z.string() })),
  territory: z.nullable(place()),
  /** Distinct people and memberships: somebody in two groups is one person and two memberships. */
  people: z.number(),
  memberships: z.number(),
  captains: z.array(z.object({ id: id(), name: personal('person.name', z.string()) })),
  charter: z.nullable(z.string()),
  version: z.number(),
})
export type Team = z.infer<typeof Team>
export const Member = z.object({
  person: z.object({ id: id(), name: personal('person.name', z.string()), volunteerNo: z.string(), unit: z.string() }),
  roles: z.array(z.enum(TEAM_ROLES)),
  group: z.object({ id: id(), name: z.string() }),
  since: instant(),
})
export const teams = endpoint({
  name: 'people.teams',
  method: 'get',
  path: '/teams',
  words: { zh: '队伍', en: 'Teams' },
  may: 'people.read',
  reach: 'scope',
  input: z.object({ ...pageInput, parent: z.optional(id()) }),
  output: page(Team),
})
export const createTeam = endpoint({
  name: 'people.createTeam',
  method: 'post',
  path: '/teams',
  words: { zh: '组建队伍', en: 'Form a team' },
  may: 'people.lead-teams',
  reach: 'scope',
  input: z.object({
    id: id(),
    name: text(60),
    kind: z.enum(TEAM_KINDS),
    parent: z.optional(id()),
    unitId: z.optional(id()),
    territory: z.optional(territoryCode()),
    charter: z.optional(text(2000)),
  }),
  output: Team,
})
export const members = endpoint({
  name: 'people.members',
  method: 'get',
  path: '/teams/:teamId/members',
  words: { zh: '队员（含分组）', en: 'Members, groups included' },
  may: 'people.read',
  reach: { kind: 'team', field: 'teamId' },
  input: z.object({ teamId: id() }),
  output: z.object({ rows: z.array(Member) }),
})
export const setMember = endpoint({
  name: 'people.setMember',
  method: 'put',
  path: '/teams/:teamId/members/:personId',
  words: { zh: '加入队伍或调整角色', en: 'Add a member or change roles' },
  may: 'people.lead-teams',
  reach: { kind: 'team', field: 'teamId' },
  input: z.object({ teamId: id(), personId: id(), roles: z.array(z.enum(TEAM_ROLES)).check(z.minLength(1)) }),
  output: done(),
})
export const removeMember = endpoint({
  name: 'people.removeMember',
  method: 'delete',
  path: '/teams/:teamId/members/:personId',
  words: { zh: '移出队伍', en: 'Remove a member' },
  may: 'people.lead-teams',
  reach: { kind: 'team', field: 'teamId' },
  input: z.object({ teamId: id(), personId: id() }),
  output: done(),
})

/** Import: upload → preview (nothing saved) → apply → undo, with the user's own file returned marked. */
export const CellError = z.object({ row: z.number(), column: z.string(), zh: z.string(), en: z.string() })
export const Import = z.object({
  id: id(),
  fileName: z.string(),
  state: z.enum(['preview', 'applied', 'undone']),
  at: instant(),
  by: z.string(),
  counts: z.object({ rows: z.number(), added: z.number(), changed: z.number(), same: z.number(), errors: z.number() }),
  errors: z.array(CellError),
  sample: z.array(
    z.object({
      row: z.number(),
      verdict: z.enum(['added', 'changed', 'same', 'error']),
      volunteerNo: z.string(),
      name: personal('person.name', z.string()),
      unit: z.string(),
      changes: z.array(z.string()),
    }),
  ),
})
export type Import = z.infer<typeof Import>
export const importTemplate = endpoint({
  name: 'people.importTemplate',
  method: 'get',
  path: '/people-template',
  words: { zh: '下载导入模板', en: 'Download the import template' },
  may: 'people.import',
  reach: 'open',
  input: z.object({ format: z._default(z.enum(['xlsx', 'csv']), 'xlsx') }),
  output: z.unknown(),
  gives: 'file',
})
export const previewImport = endpoint({
  name: 'people.previewImport',
  method: 'post',
  path: '/people-imports',
  words: { zh: '上传并预览', en: 'Upload and preview' },
  may: 'people.import',
  reach: 'scope',
  takes: 'file',
  input: z.object({ id: id() }),
  output: Import,
  problems: [
    'sheets/too-large',
    'sheets/too-many-rows',
    'sheets/zip-bomb',
    'sheets/not-a-sheet',
    'sheets/unreadable',
    'sheets/too-slow',
    'sheets/empty',
  ],
})
export const imports = endpoint({
  name: 'people.imports',
  method: 'get',
  path: '/people-imports',
  words: { zh: '导入记录', en: 'Imports' },
  may: 'people.import',
  reach: 'scope',
  input: z.object(pageInput),
  output: page(Import),
})
export const getImport = endpoint({
  name: 'people.getImport',
  method: 'get',
  path: '/people-imports/:importId',
  words: { zh: '一次导入', en: 'One import' },
  may: 'people.import',
  reach: { kind: 'import', field: 'importId' },
  input: z.object({ importId: id() }),
  output: Import,
})
export const applyImport = endpoint({
  name: 'people.applyImport',
  method: 'post',
  path: '/people-imports/:importId/apply',
  words: { zh: '确认导入', en: 'Apply an import' },
  may: 'people.import',
  reach: { kind: 'import', field: 'importId' },
  input: z.object({ importId: id() }),
  output: Import,
  problems: ['people/import-not-ready', 'people/import-done'],
})
export const undoImport = endpoint({
  name: 'people.undoImport',
  method: 'post',
  path: '/people-imports/:importId/undo',
  words: { zh: '撤销导入', en: 'Undo an import' },
  may: 'people.import',
  reach: { kind: 'import', field: 'importId' },
  input: z.object({ importId: id() }),
  output: Import,
  problems: ['people/import-done', 'people/import-overtaken'],
})
export const markedImport = endpoint({
  name: 'people.markedImport',
  method: 'get',
  path: '/people-imports/:importId/marked',
  words: { zh: '下载标注后的原文件', en: 'The uploaded file with its errors marked' },
  may: 'people.import',
  reach: { kind: 'import', field: 'importId' },
  input: z.object({ importId: id() }),
  output: z.unknown(),
  gives: 'file',
})
export const exportPeople = endpoint({
  name: 'people.export',
  method: 'get',
  path: '/people-export',
  words: { zh: '导出人员', en: 'Export people' },
  may: 'people.export',
  reach: 'scope',
  input: z.object({ format: z._default(z.enum(['xlsx', 'csv']), 'xlsx'), unitId: z.optional(id()) }),
  output: z.unknown(),
  gives: 'file',
})

/** A pasted 接龙 list, line by line; names are matched to people in reach, never merged by name alone. */
export const ChainLine = z.object({
  line: z.number(),
  /** The line as pasted, with phone and ID numbers masked. */
  shown: z.string(),
  verdict: z.enum(['person', 'several', 'stranger', 'repeat', 'heading', 'example', 'empty', 'unreadable']),
  why: z.nullable(z.object({ zh: z.string(), en: z.string() })),
  person: z.nullable(z.object({ id: id(), name: personal('person.name', z.string()), unit: z.string() })),
  candidates: z.array(
    z.object({ id: id(), name: personal('person.name', z.string()), unit: z.string(), volunteerNo: z.string() }),
  ),
  count: z.number(),
  note: z.nullable(z.string()),
})
export const previewChain = endpoint({
  name: 'people.previewChain',
  method: 'post',
  path: '/chain-preview',
  words: { zh: '预览接龙', en: 'Preview a pasted chain' },
  may: 'people.read',
  reach: 'scope',
  input: z.object({ text: z.string().check(z.maxLength(400_000)), unitId: z.optional(id()) }),
  output: z.object({
    lines: z.array(ChainLine),
    counts: z.object({
      person: z.number(),
      several: z.number(),
      stranger: z.number(),
      repeat: z.number(),
      other: z.number(),
    }),
  }),
})

export const Message = z.object({
  id: id(),
  at: instant(),
  topic: z.string(),
  zh: z.string(),
  en: z.string(),
  readAt: z.nullable(instant()),
})
export const inbox = endpoint({
  name: 'people.inbox',
  method: 'get',
  path: '/me/messages',
  words: { zh: '给我的消息', en: 'Messages to me' },
  may: 'people.own',
  reach: 'self',
  input: z.object({ limit: z.optional(whole(1, 100)) }),
  output: z.object({ rows: z.array(Message) }),
})
export const markRead = endpoint({
  name: 'people.markRead',
  method: 'post',
  path: '/me/messages/read',
  words: { zh: '标为已读', en: 'Mark as read' },
  may: 'people.own',
  reach: 'self',
  input: z.object({ ids: z.array(id()).check(z.maxLength(100)) }),
  output: done(),
})
