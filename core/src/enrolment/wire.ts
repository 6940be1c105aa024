import { EXEMPTIONS } from '../people/exemptions.wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { id, instant, page, pageInput, territoryCode, text, z } from '../platform/shapes.ts'
import { LEVELS } from '../territory/codes.ts'
import { AS } from './kinds.ts'

const place = () => z.object({ code: z.string(), name: z.string(), trail: z.array(z.string()) })
export const Report = z.object({
  id: id(),
  as: z.enum(AS),
  community: personal('enrolment.community', place()),
  at: instant(),
  recordedAt: instant(),
  note: personal('enrolment.note', z.string()),
  person: z.object({
    id: id(),
    name: personal('person.name', z.string()),
    volunteerNo: z.string(),
    unit: z.object({ id: id(), name: z.string() }),
  }),
})
export type Report = z.infer<typeof Report>
const refusals = ['enrolment/not-a-community', 'enrolment/not-partner', 'enrolment/already', 'enrolment/not-reported']

export const reportIn = endpoint({
  name: 'enrolment.reportIn',
  method: 'post',
  path: '/me/reports',
  words: { zh: '我来报到', en: 'Report in' },
  may: 'enrolment.report',
  reach: 'self',
  urgency: 'deed',
  input: z.object({
    id: id(),
    as: z.enum(AS),
    community: territoryCode(),
    occurredAt: z.optional(instant()),
    incidentId: z.optional(id()),
    note: z.optional(text(200)),
  }),
  output: Report,
  problems: refusals,
})
/** Changes the community (or the note) of a report: a new fact that supersedes the old one. */
export const move = endpoint({
  name: 'enrolment.move',
  method: 'post',
  path: '/people/:personId/reports/:reportId/move',
  words: { zh: '变更报到社区', en: 'Move a report' },
  may: 'enrolment.receive',
  reach: { kind: 'person', field: 'personId' },
  urgency: 'deed',
  input: z.object({
    personId: id(),
    reportId: id(),
    id: id(),
    community: territoryCode(),
    as: z.enum(AS),
    note: z.optional(text(200)),
  }),
  output: Report,
  problems: refusals,
})
export const moveOwn = endpoint({
  name: 'enrolment.moveOwn',
  method: 'post',
  path: '/me/reports/:reportId/move',
  words: { zh: '变更我的报到', en: 'Move my report' },
  may: 'enrolment.report',
  reach: 'self',
  urgency: 'deed',
  input: z.object({
    reportId: id(),
    id: id(),
    community: territoryCode(),
    as: z.enum(AS),
    note: z.optional(text(200)),
  }),
  output: Report,
  problems: refusals,
})
export const leaveOwn = endpoint({
  name: 'enrolment.leaveOwn',
  method: 'post',
  path: '/me/reports/:reportId/leaving',
  words: { zh: '我离开社区', en: 'Leave' },
  may: 'enrolment.report',
  reach: 'self',
  urgency: 'deed',
  input: z.object({ reportId: id(), id: id(), reason: z.optional(text(200)) }),
  output: z.object({ left: z.literal(true) }),
  problems: refusals,
})
export const mine = endpoint({
  name: 'enrolment.mine',
  method: 'get',
  path: '/me/reports',
  words: { zh: '我的报到', en: 'My reports' },
  may: 'enrolment.report',
  reach: 'self',
  input: z.object({}),
  output: z.object({
    rows: z.array(Report),
    residence: z.nullable(place()),
    partners: z.array(place()),
    badge: z.nullable(z.string()),
  }),
})
/** The community desk receives somebody who stands at its counter, or a paper list. */
export const receive = endpoint({
  name: 'enrolment.receive',
  method: 'post',
  path: '/territories/:code/reports',
  words: { zh: '社区接收报到', en: 'Receive a report' },
  may: 'enrolment.receive',
  reach: { kind: 'territory', field: 'code' },
  urgency: 'deed',
  input: z.object({
    code: territoryCode(),
    id: id(),
    volunteerNo: text(30),
    as: z.enum(AS),
    occurredAt: z.optional(instant()),
    incidentId: z.optional(id()),
    note: z.optional(text(200)),
  }),
  output: Report,
  problems: refusals,
})

/** The areas over which coverage is counted; without a choice, those in which somebody has reported. */
export const CoverageAreas = z.object({
  chosen: z.boolean(),
  rows: z.array(z.object({ code: z.string(), name: z.string(), zone: z.boolean() })),
})
export const coverageAreas = endpoint({
  name: 'enrolment.coverageAreas',
  method: 'get',
  path: '/enrolment/coverage-areas',
  words: { zh: '覆盖率的统计范围', en: 'Areas of coverage' },
  may: 'enrolment.read',
  reach: 'open',
  input: z.object({ asOf: z.optional(instant()) }),
  output: CoverageAreas,
})
export const setCoverageAreas = endpoint({
  name: 'enrolment.setCoverageAreas',
  method: 'put',
  path: '/enrolment/coverage-areas',
  words: { zh: '设定覆盖率的统计范围', en: 'Choose the areas of coverage' },
  may: 'enrolment.set-coverage',
  reach: 'tenant',
  /** An empty list gives the choice back. */
  input: z.object({ codes: z.array(territoryCode()).check(z.maxLength(500)) }),
  output: CoverageAreas,
  problems: ['enrolment/not-an-area'],
})

/** Every figure: its value with unit, the instant it speaks of, and the rule it was counted by. */
/** With an incident: the reports that name it and those of the standing roster, which name none. */
export const asOfInput = { asOf: z.optional(instant()), incidentId: z.optional(id()) }
export const Figure = z.object({
  key: z.string(),
  value: z.number(),
  unit: z.string(),
  rule: z.object({ key: z.string(), zh: z.string(), en: z.string() }),
})
export const figures = endpoint({
  name: 'enrolment.figures',
  method: 'get',
  path: '/enrolment/figures',
  words: { zh: '双报到总数', en: 'Double-report figures' },
  may: 'enrolment.read',
  reach: 'scope',
  shared: true,
  input: z.object(asOfInput),
  output: z.object({
    asOf: instant(),
    live: z.boolean(),
    people: Figure,
    units: Figure,
    areas: Figure,
    streets: Figure,
    communities: Figure,
    memberships: Figure,
    /** Territories in the base of coverage: streets and urban communities of the areas that take part. */
    base: z.object({ areas: z.number(), streets: z.number(), communities: z.number() }),
    uncovered: z.object({ streets: z.number(), communities: z.number() }),
    expected: z.object({ expected: z.number(), exempt: z.number(), reported: z.number(), missing: z.number() }),
    lastHeard: z.nullable(instant()),
  }),
})
export const Row = z.object({
  /** A territory's code or a unit's id, by which the row opens. */
  key: z.string(),
  name: z.string(),
  opens: z.boolean(),
  people: z.number(),
  reports: z.number(),
  units: z.number(),
  communities: z.number(),
  streets: z.number(),
  base: z.nullable(z.object({ streets: z.number(), communities: z.number() })),
  uncovered: z.number(),
  roster: z.nullable(z.number()),
  exempt: z.nullable(z.number()),
  missing: z.nullable(z.number()),
  lastHeard: z.nullable(instant()),
})
/** Unit × territory: rows by one side, kept to one cell of the other. Distinct people: rows need not add up. */
export const table = endpoint({
  name: 'enrolment.table',
  method: 'get',
  path: '/enrolment/table',
  words: { zh: '双报到明细表', en: 'Double-report table' },
  may: 'enrolment.read',
  reach: 'scope',
  shared: true,
  input: z.object({
    ...asOfInput,
    by: z.enum(['territory', 'unit']),
    territory: z.optional(territoryCode()),
    unitId: z.optional(id()),
  }),
  output: z.object({
    asOf: instant(),
    level: z.nullable(z.enum(LEVELS)),
    trail: z.array(z.object({ key: z.string(), name: z.string() })),
    rows: z.array(Row),
    total: Row,
  }),
})
export const uncovered = endpoint({
  name: 'enrolment.uncovered',
  method: 'get',
  path: '/enrolment/uncovered',
  words: { zh: '未覆盖的街道和社区', en: 'Uncovered streets and communities' },
  may: 'enrolment.read',
  reach: 'scope',
  shared: true,
  input: z.object(asOfInput),
  output: z.object({ asOf: instant(), streets: z.array(place()), communities: z.array(place()) }),
})
/** The people behind a figure. */
export const list = endpoint({
  name: 'enrolment.list',
  method: 'get',
  path: '/enrolment/reports',
  words: { zh: '报到名单', en: 'People behind a figure' },
  may: 'enrolment.read',
  reach: 'scope',
  input: z.object({ ...pageInput, ...asOfInput, territory: z.optional(territoryCode()), unitId: z.optional(id()) }),
  output: page(Report),
})
/** Expected = exempt ∪ reported ∪ missing. The missing are named to their unit only. */
export const roll = endpoint({
  name: 'enrolment.roll',
  method: 'get',
  path: '/units/:unitId/roll',
  words: { zh: '单位应到、已到、未到', en: 'Expected, reported and missing of a unit' },
  may: 'enrolment.name-missing',
  reach: { kind: 'unit', field: 'unitId' },
  urgency: 'picture',
  input: z.object({ unitId: id(), asOf: z.optional(instant()) }),
  output: z.object({
    asOf: instant(),
    counts: z.object({
      roster: z.number(),
      exempt: z.number(),
      expected: z.number(),
      reported: z.number(),
      missing: z.number(),
    }),
    missing: z.array(
      z.object({ id: id(), name: personal('person.name', z.string()), volunteerNo: z.string(), unit: z.string() }),
    ),
    exempt: z.array(
      z.object({
        id: id(),
        name: personal('person.name', z.string()),
        reason: personal('exemption.reason', z.enum(EXEMPTIONS)),
      }),
    ),
  }),
})
/** A badge a resident can check without signing in: who, of which unit, on what post; nothing else. */
export const Badge = z.object({
  valid: z.boolean(),
  name: z.nullable(z.string()),
  unit: z.nullable(z.string()),
  post: z.nullable(z.string()),
  community: z.nullable(z.string()),
  checkedAt: instant(),
  zh: z.string(),
  en: z.string(),
})
export const badge = endpoint({
  name: 'enrolment.badge',
  method: 'get',
  path: '/public/badges/:token',
  words: { zh: '核对工作证', en: 'Check a badge' },
  may: 'anyone',
  reach: 'open',
  perMinute: 300,
  input: z.object({ token: text(120, 8) }),
  output: Badge,
})
