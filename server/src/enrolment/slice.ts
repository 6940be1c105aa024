import { left, reportedIn } from '@muster/core/enrolment/kinds.ts'
import * as wire from '@muster/core/enrolment/wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { door, type Slice, type Whereabouts } from '../platform/slice.ts'
import { leaveOwn, move, moveOwn, receive, reportIn, reportInTogether } from './actions.ts'
import { badge } from './badge.ts'
import { coverageAreas, setCoverageAreas, uncovered } from './coverage.ts'
import { factActions, factBatches } from './facts.ts'
import { figures } from './figures.ts'
import { list } from './list.ts'
import { mine } from './mine.ts'
import { standingReports } from './projection.ts'
import { roll } from './roll.ts'
import { table } from './table.ts'

export const enrolment: Slice = {
  name: 'enrolment',
  doors: [
    door(wire.reportIn, reportIn, { answer: reportInTogether }),
    door(wire.move, move),
    door(wire.moveOwn, moveOwn),
    door(wire.leaveOwn, leaveOwn),
    door(wire.mine, mine),
    door(wire.receive, receive),
    door(wire.coverageAreas, coverageAreas),
    door(wire.setCoverageAreas, setCoverageAreas),
    door(wire.figures, figures),
    door(wire.table, table),
    door(wire.uncovered, uncovered),
    door(wire.list, list),
    door(wire.roll, roll),
    door(wire.badge, badge),
  ],
  whereabouts: { person: whereabouts },
  projections: [standingReports],
  tallies: [{ kind: reportedIn.name, ends: [left.name] }],
  factActions,
  factBatches,
}

/** A person who reported in is also where the report stands: the street reaches those who serve there. */
async function whereabouts(ctx: Ctx, personId: string): Promise<Whereabouts | null> {
  if (!/^[\da-f-]{36}$/i.test(personId)) return null
  const { rows } = await sql<{ path: string; unit_path: string }>`
    select t.path, u.path as unit_path
      from report_in r
      join territory t on t.tenant = r.tenant and t.code = r.territory
      join person p on p.tenant = r.tenant and p.id = r.person_id
      join unit u on u.tenant = p.tenant and u.id = p.unit_id
     where r.tenant = ${ctx.tenant.tenant} and r.person_id = ${personId}`.execute(ctx.tx)
  if (rows.length === 0) return null
  return { territoryPaths: rows.map(row => row.path), unitPaths: rows.map(row => row.unit_path) }
}
