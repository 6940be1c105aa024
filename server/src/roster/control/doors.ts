import * as answeringWire from '@muster/core/roster/answering.wire.ts'
import * as wire from '@muster/core/roster/control.wire.ts'
import { type Door, door } from '../../platform/slice.ts'
import { amendControl, createControl, endControl } from './actions.ts'
import { endAnswering, nameAnswering } from './answering.ts'
import { answering, myAnswering } from './answering-rows.ts'
import { changeControlLevel, previewLevel, renewControl, setControlSites } from './level.ts'
import { control, controls, measures } from './list.ts'
import { unanswered } from './unanswered.ts'

export const controlDoors: readonly Door[] = [
  door(wire.controls, controls),
  door(wire.control, control),
  door(wire.createControl, createControl),
  door(wire.amendControl, amendControl),
  door(wire.setControlSites, setControlSites),
  door(wire.previewLevel, previewLevel),
  door(wire.changeControlLevel, changeControlLevel),
  door(wire.renewControl, renewControl),
  door(wire.endControl, endControl),
  door(wire.measures, measures),
  door(answeringWire.answering, answering),
  door(answeringWire.nameAnswering, nameAnswering),
  door(answeringWire.endAnswering, endAnswering),
  door(answeringWire.unanswered, unanswered),
  door(answeringWire.myAnswering, myAnswering),
]
