import * as wire from '@muster/core/duty/turns.wire.ts'
import { door, type Slice } from '../platform/slice.ts'
import { actFor, checkInFor, close, code, noShow } from './captain.ts'
import { factActions, factBatches } from './facts.ts'
import { myDuty } from './mine.ts'
import { actOwn, checkIn } from './own.ts'
import { openingProjection, turnProjection } from './projection.ts'
import { myRecord, record } from './service.ts'
import { sheet } from './sheet.ts'
import { discoverTick, watchTick } from './watching.ts'

/** What happens at posts: who came, who is late, who is relieved, who needs help. */
export const duty: Slice = {
  name: 'duty',
  doors: [
    door(wire.myDuty, myDuty),
    door(wire.checkIn, checkIn),
    door(wire.actOwn, actOwn),
    door(wire.myRecord, myRecord),
    door(wire.record, record),
    door(wire.code, code),
    door(wire.sheet, sheet),
    door(wire.checkInFor, checkInFor),
    door(wire.actFor, actFor),
    door(wire.noShow, noShow),
    door(wire.close, close),
  ],
  projections: [turnProjection, openingProjection],
  factActions,
  factBatches,
  ticks: [discoverTick, watchTick],
}
