import * as wire from '@muster/core/roster/assign.wire.ts'
import { type Door, door } from '../../platform/slice.ts'
import { assign, move, takeOff } from './actions.ts'
import { cover, myFitness, sayFitness, setCover } from './care.ts'
import { safetyLimits, setSafetyLimits } from './limits.ts'
import { assignments, judgePeople, myShifts } from './list.ts'
import { object, overrides } from './override.ts'
import { endSecondment, second, secondments } from './secondment.ts'

export const assignDoors: readonly Door[] = [
  door(wire.assignments, assignments),
  door(wire.judge, judgePeople),
  door(wire.assign, assign),
  door(wire.takeOff, takeOff),
  door(wire.move, move),
  door(wire.myShifts, myShifts),
  door(wire.safetyLimits, safetyLimits),
  door(wire.setSafetyLimits, setSafetyLimits),
  door(wire.cover, cover),
  door(wire.setCover, setCover),
  door(wire.myFitness, myFitness),
  door(wire.sayFitness, sayFitness),
  door(wire.overrides, overrides),
  door(wire.object, object),
  door(wire.secondments, secondments),
  door(wire.second, second),
  door(wire.endSecondment, endSecondment),
]
