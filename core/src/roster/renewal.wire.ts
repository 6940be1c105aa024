/** An old team is woken: everybody in it is asked again, and nobody counts before saying yes. */
import { endpoint } from '../platform/endpoint.ts'
import { id, instant, text, z } from '../platform/shapes.ts'

const oneTeam = { kind: 'team', field: 'teamId' } as const
/** Four different counts: people and memberships; of the people, those who serve now and those in reserve. */
const counts = {
  people: z.number(),
  memberships: z.number(),
  /** Of the people, those whose home unit is an agency. */
  agencyStaff: z.number(),
  /** Said yes since the team was woken; all, where it never slept. */
  strength: z.number(),
  deployed: z.number(),
  reserve: z.number(),
}
export const Strength = z.object({
  teamId: id(),
  name: z.string(),
  ...counts,
  /** The team was woken: when, and until when people are asked. */
  renewal: z.nullable(
    z.object({
      id: id(),
      at: instant(),
      until: instant(),
      why: z.string(),
      asked: z.number(),
      /** Who said yes. Of the others nothing is told: a no and no answer are the same. */
      yes: z.array(id()),
    }),
  ),
  groups: z.array(z.object({ id: id(), name: z.string(), ...counts })),
})
export type Strength = z.infer<typeof Strength>

export const strength = endpoint({
  name: 'roster.strength',
  method: 'get',
  path: '/teams/:teamId/strength',
  words: { zh: '队伍力量', en: 'Strength of a team' },
  may: 'roster.read',
  reach: oneTeam,
  input: z.object({ teamId: id() }),
  output: Strength,
})
export const renewTeam = endpoint({
  name: 'roster.renewTeam',
  method: 'post',
  path: '/teams/:teamId/renewal',
  words: { zh: '重新启用队伍', en: 'Wake a team' },
  may: 'roster.renew',
  reach: oneTeam,
  input: z.object({ teamId: id(), id: id(), until: instant(), why: text(200) }),
  output: Strength,
  problems: ['roster/renewing-already', 'roster/time-past'],
})
