import type * as wire from '@muster/core/access/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../audit/write.ts'
import type { Ctx } from '../platform/context.ts'
import { makeLink, makeLinks, spendLink } from './links.ts'
import { meAfterSignIn } from './me.ts'
import { openSession } from './session.ts'

/** A join link for one person. A newer link ends an older one. */
export async function invite(ctx: Ctx, { personId, days }: ParsedOf<typeof wire.invite>) {
  const account = (await memberAccounts(ctx, [personId])).get(personId)
  if (!account) throw door('door/not-found')
  const link = await makeLink(ctx, 'join', account, days)
  await audit(ctx, 'access.invited', `person/${personId}`)
  return { link, expiresAt: new Date(ctx.real.getTime() + days * 86_400_000).toISOString() }
}

/** Join links for everybody of a unit and its sub-units: the secretary sends each to its person. */
export async function inviteUnit(ctx: Ctx, { unitId, days }: ParsedOf<typeof wire.inviteUnit>) {
  const { rows } = await sql<{ id: string; volunteer_no: string; name: string }>`
    select p.id, p.volunteer_no, p.name from person p join unit u on u.tenant = p.tenant and u.id = p.unit_id
     where p.tenant = ${ctx.tenant.tenant} and p.left_at is null
       and u.path like (select top.path from unit top where top.tenant = ${ctx.tenant.tenant} and top.id = ${unitId}) || '%'
     order by p.volunteer_no`.execute(ctx.tx)
  const accounts = await memberAccounts(
    ctx,
    rows.map(person => person.id),
  )
  const people = rows.filter(person => accounts.has(person.id))
  const accountIds = people.map(person => accounts.get(person.id)!)
  const links = await makeLinks(ctx, 'join', accountIds, days)
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

/**
 * The accounts of people, made where there are none, each with the grant of a volunteer over oneself. Their rows are
 * held until the commit: whoever takes back the import that added somebody finds the account, or we find nobody.
 */
async function memberAccounts(ctx: Ctx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { tenant } = ctx.tenant
  // NOTE: lists as arrays: a statement takes 65,535 parameters, and a city has units of twenty thousand people.
  const { rows: there } = await sql<{ id: string }>`
    select id from person where tenant = ${tenant} and id = any(${personIds}::uuid[]) order by id for key share`.execute(
    ctx.tx,
  )
  const ids = there.map(({ id }) => id)
  await sql`
    insert into account (tenant, id, person_id, created_at)
    select ${tenant}, made.id, made.person_id, ${ctx.real}
      from unnest(${ids.map(() => v7())}::uuid[], ${ids}::uuid[]) as made (id, person_id)
        on conflict (tenant, person_id) do nothing`.execute(ctx.tx)
  const { rows } = await sql<{ id: string; person_id: string }>`
    select id, person_id from account where tenant = ${tenant} and person_id = any(${ids}::uuid[])`.execute(ctx.tx)
  await sql`
    insert into role_grant (tenant, id, account_id, role, given_by, given_at)
    select a.tenant, gen_random_uuid(), a.id, 'volunteer', ${ctx.actor?.accountId ?? null}, ${ctx.real} from account a
     where a.tenant = ${tenant} and a.id = any(${rows.map(row => row.id)}::uuid[])
       and not exists (select from role_grant g where g.tenant = ${tenant} and g.account_id = a.id and g.role = 'volunteer' and g.ended_at is null)`.execute(
    ctx.tx,
  )
  return new Map(rows.map(row => [row.person_id, row.id]))
}
