import { claimed, done, released, withdrawn } from '@muster/core/visit/kinds.ts'
import * as wire from '@muster/core/visit/wire.ts'
import type { Ctx } from '../platform/context.ts'
import { scopeFor } from '../platform/door/reach.ts'
import { door, type FactAction, type Slice } from '../platform/slice.ts'
import { draw, endExcuse, excuse, recheck, rechecks } from './again.ts'
import { claim, giveBack, release } from './claims.ts'
import { addHouseholds, households, removeHousehold, restoreHousehold } from './households.ts'
import { mine } from './mine.ts'
import { coverage, doors } from './picture.ts'
import { visitProjection } from './projection.ts'
import { householdWhereabouts, sweepWhereabouts } from './reach.ts'
import { close, open, sweeps } from './sweeps.ts'
import { takeBack, tellVisit } from './told.ts'

/** What phones keep in their outbox, by whoever may go from door to door. */
const told =
  (act: FactAction): FactAction =>
  (ctx: Ctx, fact) =>
    act({ ...ctx, scope: scopeFor(ctx, wire.mine) }, fact)

/** Doors of buildings, sweeps over them, and lists that can be taken over. */
export const visit: Slice = {
  name: 'visit',
  doors: [
    door(wire.households, households),
    door(wire.addHouseholds, addHouseholds),
    door(wire.removeHousehold, removeHousehold),
    door(wire.restoreHousehold, restoreHousehold),
    door(wire.sweeps, sweeps),
    door(wire.open, open),
    door(wire.close, close),
    door(wire.coverage, coverage),
    door(wire.doors, doors),
    door(wire.release, release),
    door(wire.excuse, excuse),
    door(wire.endExcuse, endExcuse),
    door(wire.draw, draw),
    door(wire.rechecks, rechecks),
    door(wire.recheck, recheck),
    door(wire.mine, mine),
  ],
  whereabouts: { sweep: sweepWhereabouts, household: householdWhereabouts },
  projections: [visitProjection],
  factActions: {
    [done.name]: told(tellVisit),
    [withdrawn.name]: told(takeBack),
    [claimed.name]: told(claim),
    [released.name]: told(giveBack),
  },
}
