import { door } from '@muster/core/platform/problems.ts'
import type { Assignment } from '@muster/core/roster/shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Ctx, changed } from '../../platform/context.ts'

/** An assignment as it stands in its table. */
export interface AssignmentRow {
  readonly id: string
  readonly shift_id: string
  readonly person_id: string
  readonly standby: boolean
  readonly basis: Assignment['basis']
  readonly source: Assignment['source']
  readonly ended_at: Date | null
  readonly version: number
}

/**
 * An assignment, its row held until the commit: after the shift, before the person.
 *
 * @throws Problem `door/not-found`
 */
export async function lockedAssignment(ctx: Ctx, id: string): Promise<AssignmentRow> {
  const row = await ctx.tx
    .selectFrom('assignment')
    .select(['id', 'shift_id', 'person_id', 'standby', 'basis', 'source', 'ended_at', 'version'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw door('door/not-found')
  return row as AssignmentRow
}

/** @throws Problem `door/changed-meanwhile` when the reader saw another version */
export function mustHaveSeen(row: { readonly version: number }, seen: number): void {
  if (row.version !== seen) throw door('door/changed-meanwhile', { current: row.version, seen })
}

type Why = 'taken-off' | 'swapped' | 'gave-away' | 'no-show' | 'relieved' | 'cancelled' | 'stood-down'

/** Why somebody who is taken off goes: once a shift is under way its hours have been served, and count. */
export const leavingWhy = (ctx: Ctx, shift: { readonly report_at: Date }, standby: boolean): Why =>
  standby ? 'stood-down' : shift.report_at < ctx.now ? 'relieved' : 'taken-off'

/**
 * Ends assignments as of now; those that ended before stay as they are. The caller holds the shifts.
 *
 * @returns those that end now
 */
export async function endAssignments(ctx: Ctx, ids: readonly string[], why: Why): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update assignment set ended_at = ${ctx.now}, ended_why = ${why}, version = version + 1
     where tenant = ${ctx.tenant.tenant} and id = any(${ids}::uuid[]) and ended_at is null returning id`.execute(ctx.tx)
  const ended = rows.map(({ id }) => id)
  await endReliefOf(ctx, ended)
  return ended
}

/**
 * Whoever was to be relieved has gone: what is asked for in their place is a lack like any other from now on, which ends with
 * the last place that is filled. For everything that ends assignments; whoever calls it settles these shifts, where nothing may
 * be missing: somebody on standby had no place.
 *
 * @returns shifts on which somebody was to be relieved
 */
export async function endReliefOf(ctx: Ctx, assignmentIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ shift_id: string }>`
    update shortage set relieves = null, version = version + 1
     where tenant = ${ctx.tenant.tenant} and relieves = any(${assignmentIds}::uuid[]) and state = 'open' returning shift_id`.execute(
    ctx.tx,
  )
  if (rows.length > 0) changed(ctx, 'shortages')
  return [...new Set(rows.map(row => row.shift_id))]
}

/** Assignments `a` by a condition, as screens show them. */
export async function assignmentsWhere(ctx: Ctx, condition: RawBuilder<unknown>): Promise<Assignment[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Assignment>`
    select a.id, a.shift_id as "shiftId", a.standby, a.basis, a.source, a.version,
           jsonb_build_object('id', p.id, 'name', p.name, 'volunteerNo', p.volunteer_no, 'unit', u.name) as person
      from assignment a
      join person p on p.tenant = ${tenant} and p.id = a.person_id
      join unit u on u.tenant = ${tenant} and u.id = p.unit_id
     where a.tenant = ${tenant} and ${condition}
     order by a.standby, p.volunteer_no`.execute(ctx.tx)
  return rows
}

/** @throws Problem `door/not-found` */
export async function assignmentById(ctx: Ctx, id: string): Promise<Assignment> {
  const [row] = await assignmentsWhere(ctx, sql`a.id = ${id}`)
  if (!row) throw door('door/not-found')
  return row
}
