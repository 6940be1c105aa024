import type { OutputOf, ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { changesBetween, type VersionContent, type VersionShift } from '@muster/core/roster/versions.ts'
import type * as wire from '@muster/core/roster/versions.wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { ofRotaOn, type Planned, readPlanned } from './plan.ts'
import { type RotaRow, rotaById } from './rows.ts'

interface Row {
  readonly number: number
  readonly at: Date
  readonly by: string | null
  readonly digest: string
  readonly added: number
  readonly removed: number
  readonly told: number
}

/** All versions of a rota, the newest first. */
export async function versions(ctx: Ctx, { rotaId }: { rotaId: string }): Promise<OutputOf<typeof wire.versions>> {
  const { rows } = await sql<Row>`
    select v.number, v.at, a.login as by, v.digest, v.added, v.removed, v.told
      from rota_version v left join account a on a.tenant = v.tenant and a.id = v.account_id
     where v.tenant = ${ctx.tenant.tenant} and v.rota_id = ${rotaId} order by v.number desc`.execute(ctx.tx)
  return { versions: rows.map(row => ({ ...row, at: row.at.toISOString(), by: row.by ?? '' })) }
}

/** One version as it was published, with the people by their present names. */
export async function version(ctx: Ctx, { rotaId, number }: ParsedOf<typeof wire.version>) {
  const { versions: all } = await versions(ctx, { rotaId })
  const found = all.find(one => one.number === number)
  if (!found) throw door('door/not-found')
  const { shifts } = await contentOf(ctx, rotaId, number)
  const people = await whoAre(
    ctx,
    shifts.flatMap(({ people: ids, standby }) => [...ids, ...standby]),
  )
  return {
    version: found,
    shifts: shifts.map(shift => ({ ...shift, people: [...shift.people], standby: [...shift.standby] })),
    people: [...people.values()],
  }
}

/** What changed from one version to another, or to the draft as it stands. */
export async function diff(
  ctx: Ctx,
  { rotaId, from, to }: ParsedOf<typeof wire.diff>,
): Promise<OutputOf<typeof wire.diff>> {
  const rota = await rotaById(ctx, rotaId)
  const before = await contentOf(ctx, rotaId, from)
  const after = to === undefined ? await draftContent(ctx, rota) : await contentOf(ctx, rotaId, to)
  const changes = changesBetween(before, after)
  const people = await whoAre(
    ctx,
    changes.map(({ personId }) => personId),
  )
  return {
    draft: rota.draft,
    changes: changes.flatMap(({ shift, personId, was, is }) => {
      const { people: _, standby: __, ...which } = shift
      const person = people.get(personId)
      return person ? [{ ...which, person, was, is }] : []
    }),
  }
}

/** What a version holds; 0 is before all. @throws Problem `door/not-found` */
export async function contentOf(ctx: Ctx, rotaId: string, number: number): Promise<VersionContent> {
  if (number === 0) return { shifts: [] }
  const row = await ctx.tx
    .selectFrom('rota_version')
    .select('content')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('rota_id', '=', rotaId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row) throw door('door/not-found')
  return row.content as VersionContent
}

const draftContent = async (ctx: Ctx, rota: RotaRow): Promise<VersionContent> =>
  asContent(await readPlanned(ctx, ofRotaOn(rota.id, rota)))

/** A draft as the content of a version. */
export const asContent = (plan: readonly Planned[]): VersionContent => ({
  shifts: plan.map(
    ({ id, postId, post, day, startsAt, endsAt, draft }): VersionShift => ({
      shiftId: id,
      postId,
      post: post.name,
      day,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      people: draft.people,
      standby: draft.standby,
    }),
  ),
})

interface Who {
  readonly id: string
  readonly name: string
  readonly volunteerNo: string
  readonly unit: string
}

/** People as screens of the roster show them. */
export async function whoAre(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Who>> {
  const { rows } = await sql<Who>`
    select p.id, p.name, p.volunteer_no as "volunteerNo", u.name as unit
      from person p join unit u on u.tenant = p.tenant and u.id = p.unit_id
     where p.tenant = ${ctx.tenant.tenant} and p.id = any(${[...new Set(ids)]}::uuid[]) order by p.volunteer_no`.execute(
    ctx.tx,
  )
  return new Map(rows.map(row => [row.id, row]))
}
