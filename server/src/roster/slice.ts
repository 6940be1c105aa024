import type { Slice } from '../platform/slice.ts'
import { asksDoors } from './asks/doors.ts'
import { askWhereabouts, shortageWhereabouts } from './asks/reach.ts'
import { askTick, waveTick } from './asks/ticks.ts'
import { assignDoors } from './assign/doors.ts'
import { assignmentWhereabouts } from './assign/reach.ts'
import { secondmentTick } from './assign/secondment.ts'
import { controlDoors } from './control/doors.ts'
import { controlsInForce, controlWhereabouts } from './control/rows.ts'
import { postsDoors } from './posts/doors.ts'
import { postWhereabouts, shiftWhereabouts, siteWhereabouts } from './posts/reach.ts'
import { buildTick } from './rota/build/tick.ts'
import { rotaDoors } from './rota/doors.ts'
import { whereIsRota } from './rota/rows.ts'

/** Who is meant to stand where and when: posts and their hours, rotas, assignments, and what people are asked. */
export const roster: Slice = {
  name: 'roster',
  doors: [...postsDoors, ...controlDoors, ...rotaDoors, ...assignDoors, ...asksDoors],
  whereabouts: {
    site: siteWhereabouts,
    control: controlWhereabouts,
    post: postWhereabouts,
    shift: shiftWhereabouts,
    rota: whereIsRota,
    assignment: assignmentWhereabouts,
    ask: askWhereabouts,
    shortage: shortageWhereabouts,
  },
  openWork: controlsInForce,
  ticks: [askTick, waveTick, secondmentTick, buildTick],
}
