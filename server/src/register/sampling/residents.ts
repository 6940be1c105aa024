import { refuseIdNumbers } from '@muster/core/people/rules.ts'
import { tidyName, tidyPhone, tidyText } from '@muster/core/people/tidy.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type * as wire from '@muster/core/register/sampling/residents.wire.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { actorOf, type Ctx } from '../../platform/context.ts'
import { literally } from '../../platform/database/like.ts'
import { outOfReach } from '../../platform/door/reach.ts'
import { placesWithin } from '../../roster/posts/reach.ts'
import { runsPost, wasAtPost } from '../reach.ts'
import { mustRun, roundAt } from './rows.ts'

/**
 * Adds residents; those that are known stay as they are: by their id, or because the same name stands behind the same door
 * already. A list that was pasted yesterday and is pasted again today adds nobody twice.
 */
export async function addResidents(ctx: Ctx, { incidentId, rows }: ParsedOf<typeof wire.addResidents>) {
  const { tenant } = ctx.tenant
  for (const { name, door } of rows) refuseIdNumbers({ 姓名: name, 门牌: door })
  await placesWithin(
    ctx,
    rows.map(({ territory }) => territory),
  )
  const tidy = rows.map(({ id, householdId, territory, building, door, name, phone }) => ({
    id,
    incident_id: incidentId,
    household_id: householdId,
    territory,
    building: building ? tidyText(building) : null,
    door: tidyText(door),
    name: name ? tidyName(name) : null,
    phone: phone ? tidyPhone(phone) : null,
  }))
  const { numAffectedRows } = await sql`
    insert into resident (tenant, id, incident_id, household_id, territory, building, door, name, phone)
    select ${tenant}, r.id, r.incident_id, coalesce(home.household_id, r.household_id), r.territory, r.building, r.door, r.name, r.phone
      from jsonb_to_recordset(${JSON.stringify(tidy)}::jsonb) as r (
        id uuid, incident_id uuid, household_id uuid, territory text, building text, door text, name text, phone text)
      left join lateral (
        select k.household_id, bool_or(k.name is not distinct from r.name) as known from resident k
         where k.tenant = ${tenant} and k.incident_id = r.incident_id and k.territory = r.territory
           and k.building is not distinct from r.building and k.door = r.door
         group by k.household_id limit 1) home on true
     where home.known is not true
    on conflict (tenant, id) do nothing`.execute(ctx.tx)
  const added = Number(numAffectedRows ?? 0)
  await audit(ctx, 'register.residents-added', `incident/${incidentId}`, { added })
  return { added, known: rows.length - added }
}

const MOST_FOUND = 10

/** Finds people of the round's places by name or door; of a search only that it was made is kept. @throws Problem `register/closed` */
export async function findResident(ctx: Ctx, { roundId, postId, search }: ParsedOf<typeof wire.findResident>) {
  const { tenant } = ctx.tenant
  const { personId } = actorOf(ctx)
  if (!(await runsPost(ctx, postId)) && !(await wasAtPost(ctx, personId, postId, ctx.now))) throw outOfReach()
  const { round } = await roundAt(ctx, roundId, postId)
  mustRun(ctx, round)
  // Under whose account and where; what was looked for is nobody's business.
  await audit(ctx, 'register.residents-searched', `post/${postId}`, { round: roundId })
  const pattern = `%${literally(tidyText(search))}%`
  const { rows } = await sql<{ id: string; householdId: string; name: string | null; door: string; taken: boolean }>`
    select re.id, re.household_id as "householdId", re.name, re.door,
           exists (select from sample_private p join sample s on s.tenant = ${tenant} and s.id = p.sample_id
              where p.tenant = ${tenant} and p.round_id = ${roundId} and p.resident_id = re.id and s.state = 'stands') as taken
      from resident re
     where re.tenant = ${tenant} and re.incident_id = ${round.incident_id} and (re.name like ${pattern} or re.door like ${pattern})
       and re.territory in (
         select t.code from territory t join territory top on top.tenant = ${tenant} and top.code = any(${round.territories}::text[])
          where t.tenant = ${tenant} and t.path like top.path || '%')
     order by re.door, re.name, re.id limit ${MOST_FOUND}`.execute(ctx.tx)
  return { rows }
}
