import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { done, id, instant, page, pageInput, territoryCode, text, z } from '../platform/shapes.ts'
import { place } from './wire.ts'

/** Several roles at once in one team are allowed; persons and memberships are different counts. */
export const TEAM_ROLES = ['captain', 'deputy', 'member', 'publicity', 'coordination', 'reserve'] as const
export const TEAM_KINDS = ['service', 'surge', 'temporary-branch', 'working-group', 'composite'] as const

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
