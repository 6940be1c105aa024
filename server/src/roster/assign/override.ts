import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { SHIFT_SENTENCES } from '@muster/core/roster/ask-sentences.ts'
import { FIRM, type Verdict } from '@muster/core/roster/guard.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type * as wire from '@muster/core/roster/safety.wire.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { actorOf, type Ctx, changed } from '../../platform/context.ts'
import { within } from '../../platform/door/within.ts'
import { settleShortages } from '../asks/settle.ts'
import { assignmentById, endAssignments, leavingWhy, lockedAssignment } from './rows.ts'
import { lockedShift, SHIFTS, type ShiftRow, shiftChanged } from './shift.ts'
import { tellOfShift, whereOf } from './tell.ts'

/** Somebody who answers for a lifted stop beside the one who lifts it. */
export interface SecondName {
  readonly accountId: string
  readonly personId: string | null
}

/**
 * The second name: another account, found by login or volunteer number, that may assign at this very post.
 *
 * @throws Problem `roster/second-name`
 */
export async function secondName(ctx: Ctx, shift: ShiftRow, second: string): Promise<SecondName> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<SecondName & { role: string; whole: boolean; territory: string; team: string }>`
    select a.id as "accountId", a.person_id as "personId", r.role, t.path as territory, g.path as team
      from account a
      left join person p on p.tenant = ${tenant} and p.id = a.person_id
      join role_grant r on r.tenant = ${tenant} and r.account_id = a.id and r.ended_at is null
       and (r.until is null or r.until > ${ctx.now})
      left join territory t on t.tenant = ${tenant} and t.code = r.territory
      left join team g on g.tenant = ${tenant} and g.id = r.team_id
     where a.tenant = ${tenant} and not a.suspended and (a.login = lower(${second}) or p.volunteer_no = upper(${second}))
       and r.role = any(${[...(ctx.house.powers['roster.assign'] ?? [])]}::text[])`.execute(ctx.tx)
  const fits = rows.find(
    ({ accountId, role, territory, team }) =>
      accountId !== actorOf(ctx).accountId &&
      (role === 'city-desk' ||
        (territory !== null && shift.territory_path.startsWith(territory)) ||
        (team !== null && (shift.team_path?.startsWith(team) ?? false))),
  )
  if (!fits) throw roster('roster/second-name', { second })
  return { accountId: fits.accountId, personId: fits.personId }
}

/** Keeps a lifted stop with both names; tells the second, and whoever is placed so which limits are passed. */
export async function keepOverride(
  ctx: Ctx,
  shift: ShiftRow,
  lifted: {
    readonly assignmentId: string
    readonly verdicts: readonly Verdict[]
    readonly reason: string
    readonly second: SecondName
    readonly shortageId: string
  },
): Promise<void> {
  const { assignmentId, reason, second, shortageId } = lifted
  const { accountId, login } = actorOf(ctx)
  const rules = lifted.verdicts
    .filter(({ level, rule }) => level === 'stop' && !FIRM.includes(rule))
    .map(({ rule }) => rule)
  const row = { assignment_id: assignmentId, at: ctx.now, rules, reason, by: accountId, second: second.accountId }
  const fresh = { ...row, shortage_id: shortageId, objected_at: null, objection: null }
  // Lifted before, and again when the hours changed: the newest stands, the audit keeps both.
  await ctx.tx
    .insertInto('override')
    .values({ tenant: ctx.tenant.tenant, ...fresh })
    .onConflict(conflict => conflict.columns(['tenant', 'assignment_id']).doUpdateSet(fresh))
    .execute()
  await audit(ctx, 'roster.guard-overridden', `assignment/${assignmentId}`, {
    rules,
    second: second.accountId,
    shortage: shortageId,
  })
  const { person } = await assignmentById(ctx, assignmentId)
  await tellBeyond(ctx, shift, person.id, lifted.verdicts)
  if (second.personId) {
    const words = SHIFT_SENTENCES.secondName(whereOf(ctx, shift), person.volunteerNo, login ?? '')
    await tellOfShift(ctx, shift, [{ personId: second.personId, words }])
  }
  changed(ctx, 'overrides')
}

async function tellBeyond(ctx: Ctx, shift: ShiftRow, personId: string, verdicts: readonly Verdict[]): Promise<void> {
  const limits = verdicts.filter(({ level }) => level === 'stop')
  const words = SHIFT_SENTENCES.beyond(whereOf(ctx, shift), {
    zh: limits.map(({ zh }) => zh).join('；'),
    en: limits.map(({ en }) => en).join('; '),
  })
  await tellOfShift(ctx, shift, [{ personId, words }])
}

/**
 * Stops that were lifted, newest first: those at one's posts, and those one stands for as second name. NOTE: an objection is
 * read by its writer alone. Others read that the place is over, as when somebody is relieved: whoever knows that it was not
 * the second name would know that it was the person.
 */
export async function overrides(ctx: Ctx) {
  const { tenant } = ctx.tenant
  const own = actorOf(ctx).accountId
  const mine = within(ctx.scope, { territoryPath: sql.ref('t.path'), teamPath: sql.ref('g.path') })
  const { rows } = await sql<
    Omit<wire.Override, 'at'> & { at: Date; startsAt: Date; endsAt: Date; objectedAt: Date | null }
  >`
    select o.assignment_id as "assignmentId", o.at, o.rules, o.reason,
           a.ended_at is not null or (s.ends_at <= ${ctx.now} and not s.open_end) as over,
           case when o.second = ${own} and o.objection is not null then o.objected_at end as "objectedAt",
           case when o.second = ${own} then o.objection end as objection,
           po.name as post, s.starts_at as "startsAt", s.ends_at as "endsAt",
           coalesce(b.login, '') as by, coalesce(n.login, '') as second, o.second = ${own} as mine,
           jsonb_build_object('id', p.id, 'name', p.name, 'volunteerNo', p.volunteer_no, 'unit', u.name) as person
      from override o
      join assignment a on a.tenant = ${tenant} and a.id = o.assignment_id
      join person p on p.tenant = ${tenant} and p.id = a.person_id
      join unit u on u.tenant = ${tenant} and u.id = p.unit_id
      join account b on b.tenant = ${tenant} and b.id = o.by
      join account n on n.tenant = ${tenant} and n.id = o.second
      join ${SHIFTS(tenant)} on s.tenant = ${tenant} and s.id = a.shift_id
     where o.tenant = ${tenant} and (o.second = ${own} or ${mine})
     order by o.at desc limit 200`.execute(ctx.tx)
  return {
    rows: rows.map(row => ({
      ...row,
      at: row.at.toISOString(),
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      objectedAt: row.objectedAt?.toISOString() ?? null,
    })),
  }
}

/**
 * The second name does not stand for it: the person is taken off, and the request for relief goes on. NOTE: the audit names
 * nobody, as when the person objects (`own-objection.ts`): else the one without a name would be theirs.
 *
 * @throws Problem `roster/not-second`
 */
export async function object(ctx: Ctx, { assignmentId, why }: ParsedOf<typeof wire.object>) {
  const found = await assignmentById(ctx, assignmentId)
  const shift = await lockedShift(ctx, found.shiftId)
  const row = await lockedAssignment(ctx, assignmentId)
  const { rows } = await sql<{ objected_at: Date | null }>`
    select objected_at from override
     where tenant = ${ctx.tenant.tenant} and assignment_id = ${assignmentId} and second = ${actorOf(ctx).accountId}`.execute(
    ctx.tx,
  )
  if (!rows[0] || (!rows[0].objected_at && shift.ends_at <= ctx.now)) throw roster('roster/not-second')
  if (rows[0].objected_at) return { done: true as const }
  await sql`
    update override set objected_at = ${ctx.now}, objection = ${why}
     where tenant = ${ctx.tenant.tenant} and assignment_id = ${assignmentId}`.execute(ctx.tx)
  if (!row.ended_at) {
    await endAssignments(ctx, [assignmentId], leavingWhy(ctx, shift, row.standby))
    await tellOfShift(ctx, shift, [{ personId: row.person_id, words: SHIFT_SENTENCES.objected(whereOf(ctx, shift)) }])
  }
  const nobody = { ...ctx, actor: null }
  await settleShortages(nobody, shift)
  await audit(nobody, 'roster.override-objected', `assignment/${assignmentId}`, {})
  shiftChanged(ctx, shift, [row.person_id])
  return { done: true as const }
}
