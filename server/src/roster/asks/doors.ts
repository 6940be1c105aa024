import * as wire from '@muster/core/roster/asks.wire.ts'
import { type Door, door } from '../../platform/slice.ts'
import { answerAsk } from './answer.ts'
import { candidates } from './candidates.ts'
import { cannotCome } from './cannot-come.ts'
import { myAsks } from './mine.ts'
import { renewTeam } from './renewal.ts'
import { askMore, askToTake, closeShortage, raiseShortage, shortages } from './shortages.ts'
import { strength } from './strength.ts'
import { giveAway, keepShift, offerSwap, swapPartners } from './swap.ts'

export const asksDoors: readonly Door[] = [
  door(wire.myAsks, myAsks),
  door(wire.answerAsk, answerAsk),
  door(wire.askToTake, askToTake),
  door(wire.swapPartners, swapPartners),
  door(wire.offerSwap, offerSwap),
  door(wire.giveAway, giveAway),
  door(wire.keepShift, keepShift),
  door(wire.cannotCome, cannotCome),
  door(wire.shortages, shortages),
  door(wire.raiseShortage, raiseShortage),
  door(wire.candidates, candidates),
  door(wire.askMore, askMore),
  door(wire.closeShortage, closeShortage),
  door(wire.strength, strength),
  door(wire.renewTeam, renewTeam),
]
