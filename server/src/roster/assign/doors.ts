import * as wire from '@muster/core/roster/assign.wire.ts'
import { type Door, door } from '../../platform/slice.ts'
import { assign, move, takeOff } from './actions.ts'
import { myFitness, sayFitness } from './care.ts'
import { cover, covers, setCover } from './cover.ts'
import { readCover } from './cover-list.ts'
import { safetyLimits, setSafetyLimits } from './limits.ts'
import { previewSafetyLimits } from './limits-preview.ts'
import { assignments, judgePeople, myShifts } from './list.ts'
import { object, overrides } from './override.ts'
import { objectMyself } from './own-objection.ts'
import { amendSecondment, endSecondment, second, secondments } from './secondment.ts'

export const assignDoors: readonly Door[] = [
  door(wire.assignments, assignments),
  door(wire.judge, judgePeople),
  door(wire.assign, assign),
  door(wire.takeOff, takeOff),
  door(wire.move, move),
  door(wire.myShifts, myShifts),
  door(wire.safetyLimits, safetyLimits),
  door(wire.setSafetyLimits, setSafetyLimits),
  door(wire.previewSafetyLimits, previewSafetyLimits),
  door(wire.covers, covers),
  door(wire.cover, cover),
  door(wire.readCover, readCover),
  door(wire.setCover, setCover),
  door(wire.myFitness, myFitness),
  door(wire.sayFitness, sayFitness),
  door(wire.overrides, overrides),
  door(wire.object, object),
  door(wire.objectMyself, objectMyself),
  door(wire.secondments, secondments),
  door(wire.second, second),
  door(wire.amendSecondment, amendSecondment),
  door(wire.endSecondment, endSecondment),
]
