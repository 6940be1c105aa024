import type * as wire from '@muster/core/access/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../audit/write.ts'
import type { Ctx } from '../platform/context.ts'
import { makeLink, makeLinks, spendLink } from './links.ts'
import { meAfterSignIn } from './me.ts'
import { openSession } from './session.ts'

/** A join link for one person. A newer link ends an older one. */
export async function invite(ctx: Ctx, { personId, days }: ParsedOf<typeof wire.invite>) {
  const [account] = await memberAccounts(ctx, [personId])
  const link = await makeLink(ctx, 'join', account!, days)
  await audit(ctx, 'access.invited', `person/${personId}`)
  return { link, expiresAt: new Date(ctx.real.getTime() + days * 86_400_000).toISOString() }
}

/** Join links for everybody of a unit and its sub-units: the secretary sends each to its person. */
export async function inviteUnit(ctx: Ctx, { unitId, days }: ParsedOf<typeof wire.inviteUnit>) {
  const { rows: people } = await sql<{ id: string; volunteer_no: string; name: string }>`
    select p.id, p.volunteer_no, p.name from person p join unit u on u.tenant = p.tenant and u.id = p.unit_id
     where p.tenant = ${ctx.tenant.tenant} and p.left_at is null
       and u.path like (select top.path from unit top where top.tenant = ${ctx.tenant.tenant} and top.id = ${unitId}) || '%'
     order by p.volunteer_no`.execute(ctx.tx)
  const accounts = await memberAccounts(
    ctx,
    people.map(person => person.id),
  )
  const links = await makeLinks(ctx, 'join', accounts, days)
  await audit(ctx, 'access.unit-invited', `unit/${unitId}`, { people: people.length })
  return {
    rows: people.map((person, nth) => ({
      personId: person.id,
      volunteerNo: person.volunteer_no,
      name: person.name,
      link: links[nth]!,
    })),
  }
}

/** Opens a join link: this phone is now that person's. */
export async function openInvitation(ctx: Ctx, { token }: ParsedOf<typeof wire.openInvitation>) {
  const accountId = await spendLink(ctx, 'join', token)
  const session = await openSession(ctx, accountId, 'phone')
  await audit(ctx, 'access.joined', `account/${accountId}`)
  return meAfterSignIn(ctx, accountId, session)
}

/** The accounts of people, made where there are none, each with the grant of a volunteer over oneself. In order. */
async function memberAccounts(ctx: Ctx, personIds: readonly string[]): Promise<string[]> {
  if (personIds.length === 0) return []
  const { tenant } = ctx.tenant
  // NOTE: lists as arrays: a statement takes 65,535 parameters, and a city has units of twenty thousand people.
  await sql`
    insert into account (tenant, id, person_id, created_at)
    select ${tenant}, made.id, made.person_id, ${ctx.real}
      from unnest(${personIds.map(() => v7())}::uuid[], ${personIds}::uuid[]) as made (id, person_id)
        on conflict (tenant, person_id) do nothing`.execute(ctx.tx)
  const { rows } = await sql<{ id: string; person_id: string }>`
    select id, person_id from account where tenant = ${tenant} and person_id = any(${personIds}::uuid[])`.execute(
    ctx.tx,
  )
  await sql`
    insert into role_grant (tenant, id, account_id, role, given_by, given_at)
    select a.tenant, gen_random_uuid(), a.id, 'volunteer', ${ctx.actor?.accountId ?? null}, ${ctx.real} from account a
     where a.tenant = ${tenant} and a.id = any(${rows.map(row => row.id)}::uuid[])
       and not exists (select from role_grant g where g.tenant = ${tenant} and g.account_id = a.id and g.role = 'volunteer' and g.ended_at is null)`.execute(
    ctx.tx,
  )
  const byPerson = new Map(rows.map(row => [row.person_id, row.id]))
  return personIds.map(id => byPerson.get(id)!)
}
