import * as boards from '@muster/core/duty/boards.wire.ts'
import * as captainWire from '@muster/core/duty/captain.wire.ts'
import * as careWire from '@muster/core/duty/care.wire.ts'
import * as wire from '@muster/core/duty/turns.wire.ts'
import { door, type Slice } from '../platform/slice.ts'
import { acknowledge, alarms } from './alarm-list.ts'
import { arrived } from './arrived.ts'
import { gaps } from './boards.ts'
import { actFor, checkInFor, close, code, noShow } from './captain.ts'
import { hurtFor, hurtOwn } from './care.ts'
import { careCounts, cases, followUp } from './cases.ts'
import { factActions, factBatches } from './facts.ts'
import { whatFollows } from './following.ts'
import { leadersTick } from './leaders.ts'
import { myDuty } from './mine.ts'
import { actOwn, checkIn } from './own.ts'
import { places } from './places.ts'
import { present } from './present.ts'
import { openingProjection, turnProjection } from './projection.ts'
import { remind } from './remind.ts'
import { served } from './served.ts'
import { myRecord, record } from './service.ts'
import { sheet } from './sheet.ts'
import { shifts } from './shifts.ts'
import { wall } from './wall.ts'
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
    door(captainWire.shifts, shifts),
    door(captainWire.remind, remind),
    door(boards.gaps, gaps),
    door(boards.present, present),
    door(boards.places, places),
    door(boards.wall, wall),
    door(boards.alarms, alarms),
    door(boards.acknowledge, acknowledge),
    door(careWire.hurtOwn, hurtOwn),
    door(careWire.hurtFor, hurtFor),
    door(careWire.cases, cases),
    door(careWire.followUp, followUp),
    door(careWire.careCounts, careCounts),
  ],
  projections: [turnProjection, openingProjection],
  arrived,
  served,
  factActions,
  factBatches,
  afterFacts: whatFollows,
  ticks: [discoverTick, watchTick, leadersTick],
}
