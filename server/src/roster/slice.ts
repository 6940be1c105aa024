import type { Slice } from '../platform/slice.ts'
import { asksDoors } from './asks/doors.ts'
import { assignDoors } from './assign/doors.ts'
import { controlDoors } from './control/doors.ts'
import { postsDoors } from './posts/doors.ts'
import { rotaDoors } from './rota/doors.ts'
import { whereIsRota } from './rota/rows.ts'

/** Who is meant to stand where and when: posts and their hours, rotas, assignments, and what people are asked. */
export const roster: Slice = {
  name: 'roster',
  doors: [...postsDoors, ...controlDoors, ...rotaDoors, ...assignDoors, ...asksDoors],
  whereabouts: { rota: whereIsRota },
}
