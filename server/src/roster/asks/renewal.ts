import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { instantWords, ASK_SENTENCES as say } from '@muster/core/roster/ask-sentences.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type * as wire from '@muster/core/roster/renewal.wire.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { actorOf, type Ctx, changed } from '../../platform/context.ts'
import { ask } from './ask.ts'
import { strength } from './strength.ts'

/**
 * Wakes a team: everybody in it and its groups is asked once, however many groups they are in. Until they say yes,
 * nobody is placed at its posts by wish.
 *
 * @throws Problem `roster/renewing-already`
 */
export async function renewTeam(ctx: Ctx, input: ParsedOf<typeof wire.renewTeam>) {
  const { teamId, id, why } = input
  const { tenant } = ctx.tenant
  const until = new Date(input.until)
  if (until <= ctx.now) throw roster('roster/time-past')
  const { rows: teams } = await sql<{ name: string; path: string }>`
    select name, path from team where tenant = ${tenant} and id = ${teamId} for no key update`.execute(ctx.tx)
  const [team] = teams
  if (!team) throw door('door/not-found')
  const { rows: running } = await sql<{ id: string; until: Date }>`
    select id, until from renewal where tenant = ${tenant} and team_id = ${teamId} and until > ${ctx.now}`.execute(
    ctx.tx,
  )
  if (running.some(one => one.id === id)) return strength(ctx, { teamId })
  if (running[0]) {
    const { zh } = instantWords(ctx.tenant.zone, running[0].until)
    throw roster('roster/renewing-already', { team: team.name, until: zh })
  }
  await ctx.tx
    .insertInto('renewal')
    .values({ tenant, id, team_id: teamId, at: ctx.now, until, why, by: actorOf(ctx).accountId })
    .execute()
  const people = await everybodyIn(ctx, team.path)
  const words = say.join(team.name, why)
  await ask(
    ctx,
    { id, kind: 'join', until, renewalId: id },
    people.map(personId => ({ personId, words })),
  )
  await audit(ctx, 'roster.team-woken', `team/${teamId}`, { renewal: id, asked: people.length })
  changed(ctx, `team/${teamId}`)
  return strength(ctx, { teamId })
}

async function everybodyIn(ctx: Ctx, path: string): Promise<string[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string }>`
    select distinct p.id from team g
      join team_member m on m.tenant = ${tenant} and m.team_id = g.id
      join person p on p.tenant = ${tenant} and p.id = m.person_id and p.left_at is null
     where g.tenant = ${tenant} and starts_with(g.path, ${path}) order by p.id`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}
