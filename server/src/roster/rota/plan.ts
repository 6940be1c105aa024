import { type Difference, drafted, samePeople } from '@muster/core/roster/cells.ts'
import type { BoardShift, Cell } from '@muster/core/roster/draft.wire.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** A shift with who stands there as published, and as drafted. */
export interface Planned {
  readonly id: string
  readonly postId: string
  readonly post: {
    readonly name: string
    readonly danger: boolean
    readonly suitMinutes: number | null
    readonly skills: Shift['skills']
    readonly territory: string
  }
  readonly role: string
  readonly skills: Shift['skills']
  readonly startsAt: Date
  readonly endsAt: Date
  readonly reportAt: Date
  readonly day: string
  readonly openEnd: boolean
  /** How many are needed. */
  readonly people: number
  readonly standby: number
  readonly version: number
  readonly rotaId: string | null
  readonly begun: boolean
  readonly draft: Cell
  readonly published: {
    readonly people: string[]
    readonly standby: string[]
    /** Of the people, those who were placed by hand, or agreed: a swap, a refill. */
    readonly agreed: string[]
  }
}

type Row = Omit<Planned, 'begun' | 'draft' | 'published'> & {
  readonly cellVersion: number
  readonly adds: string[]
  readonly drops: string[]
  readonly standbyAdds: string[]
  readonly standbyDrops: string[]
  readonly fixed: boolean
}

/** A shift `s` with its post `p`, the rota that plans it `rp`, and its cell `c`. */
export const SHIFTS = sql`shift s
  join post p on p.tenant = s.tenant and p.id = s.post_id
  left join rota_post rp on rp.tenant = s.tenant and rp.post_id = s.post_id and rp.days @> s.day
  left join draft_cell c on c.tenant = s.tenant and c.shift_id = s.id and c.rota_id = rp.rota_id`

/**
 * Shifts that stand, in order of time, with their people.
 *
 * @param where over {@link SHIFTS}
 */
export async function readPlanned(ctx: Ctx, where: RawBuilder<unknown>): Promise<Planned[]> {
  const { rows } = await sql<Row>`
    select s.id, s.post_id as "postId",
           json_build_object('name', p.name, 'danger', p.danger, 'suitMinutes', p.suit_minutes, 'skills', p.skills, 'territory', p.territory) as post,
           s.role, s.skills, s.starts_at as "startsAt", s.ends_at as "endsAt",
           s.starts_at - make_interval(mins => p.report_minutes) as "reportAt", s.day, s.open_end as "openEnd", s.people, s.standby,
           s.version, rp.rota_id as "rotaId", coalesce(c.version, 0) as "cellVersion",
           coalesce(c.adds, '{}') as adds, coalesce(c.drops, '{}') as drops,
           coalesce(c.standby_adds, '{}') as "standbyAdds", coalesce(c.standby_drops, '{}') as "standbyDrops",
           coalesce(c.fixed, false) as fixed
      from ${SHIFTS}
     where s.tenant = ${ctx.tenant.tenant} and not s.cancelled and ${where}
     order by s.starts_at, s.role, s.id`.execute(ctx.tx)
  const standing = await readStanding(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map(row => asPlanned(row, standing.get(row.id) ?? NOBODY, ctx.now))
}

interface Standing {
  readonly people: string[]
  readonly standby: string[]
  readonly agreed: string[]
  /** Counts every assignment made and every one ended. */
  readonly changes: number
}
const NOBODY: Standing = { people: [], standby: [], agreed: [], changes: 0 }

async function readStanding(ctx: Ctx, shiftIds: readonly string[]): Promise<Map<string, Standing>> {
  const { rows } = await sql<Standing & { shift: string }>`
    select a.shift_id as shift, count(*) + count(a.ended_at) as changes,
           coalesce(array_agg(a.person_id order by a.assigned_at, a.id) filter (where a.ended_at is null and not a.standby), '{}') as people,
           coalesce(array_agg(a.person_id order by a.assigned_at, a.id) filter (where a.ended_at is null and a.standby), '{}') as standby,
           coalesce(array_agg(a.person_id) filter (where a.ended_at is null and not a.standby and a.source <> 'rota'), '{}') as agreed
      from assignment a where a.tenant = ${ctx.tenant.tenant} and a.shift_id = any(${shiftIds}::uuid[])
     group by a.shift_id`.execute(ctx.tx)
  return new Map(rows.map(row => [row.shift, row]))
}

function asPlanned(row: Row, { changes, ...published }: Standing, now: Date): Planned {
  const { cellVersion, adds, drops, standbyAdds, standbyDrops, fixed, ...shift } = row
  const begun = shift.startsAt <= now
  const draftOf = (list: readonly string[], difference: Difference) => (begun ? [...list] : drafted(list, difference))
  const draft = {
    // It grows with the cell and with what is published: a swap meanwhile is a change that an editor has not seen.
    version: cellVersion + changes,
    people: draftOf(published.people, { adds, drops }),
    standby: draftOf(published.standby, { adds: standbyAdds, drops: standbyDrops }),
    fixed,
  }
  const { people, standby, agreed } = published
  return { ...shift, begun, draft, published: { people, standby, agreed } }
}

/** Whether the draft of a shift is not what is published. */
export const differs = ({ draft, published }: Planned): boolean =>
  !samePeople(draft.people, published.people) || !samePeople(draft.standby, published.standby)

/** A shift as a board shows it. */
export function boardShift(shift: Planned): BoardShift {
  const { begun: _, post: __, startsAt, endsAt, reportAt, published, ...same } = shift
  return {
    ...same,
    published: { people: published.people, standby: published.standby },
    cancelled: false,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    reportAt: reportAt.toISOString(),
    gap: Math.max(0, shift.people - shift.draft.people.length),
    standbyGap: Math.max(0, shift.standby - shift.draft.standby.length),
    differs: differs(shift),
  }
}

/** The shifts of a rota on some of its days. */
export const ofRotaOn = (rotaId: string, { from, to }: { from: string; to: string }): RawBuilder<unknown> =>
  sql`rp.rota_id = ${rotaId} and ${onDays(from, to)}`

/** NOTE: by the instant as well, which an index leads to; a day is never further than a day and a half from its own in UTC. */
export const onDays = (from: string, to: string): RawBuilder<unknown> => sql`(
  s.day between ${from}::date and ${to}::date
  and s.starts_at >= ${from}::date - interval '36 hours' and s.starts_at < ${to}::date + interval '60 hours')`
