import * as residents from '@muster/core/register/sampling/residents.wire.ts'
import * as wire from '@muster/core/register/sampling/rounds.wire.ts'
import { door } from '../../platform/slice.ts'
import { settleSample } from './acts.ts'
import { calling, moveCalling } from './calling.ts'
import { issueCodes, revokeCode } from './codes.ts'
import { roundFigures } from './figures.ts'
import { heldSamples } from './held.ts'
import { askHomeService, endHomeService, homeService } from './home.ts'
import { mySampling } from './mine.ts'
import { claimCall, noteCall, recallList, recallTube, tellResults, undoRecall } from './recall.ts'
import { addResidents, findResident } from './residents.ts'
import { closeRound, openRound, round, rounds } from './rounds.ts'
import { boxes, tubes } from './tubes.ts'

/** All that is asked and done about sampling. */
export const samplingDoors = [
  door(wire.rounds, rounds),
  door(wire.round, round),
  door(wire.openRound, openRound),
  door(wire.closeRound, closeRound),
  door(wire.tubes, tubes),
  door(wire.boxes, boxes),
  door(wire.calling, calling),
  door(wire.moveCalling, moveCalling),
  door(wire.mySampling, mySampling),
  door(wire.heldSamples, heldSamples),
  door(wire.settleSample, settleSample),
  door(wire.roundFigures, roundFigures),
  door(wire.tellResults, tellResults),
  door(wire.recallTube, recallTube),
  door(wire.undoRecall, undoRecall),
  door(wire.recallList, recallList),
  door(wire.claimCall, claimCall),
  door(wire.noteCall, noteCall),
  door(residents.addResidents, addResidents),
  door(residents.findResident, findResident),
  door(residents.issueCodes, issueCodes),
  door(residents.revokeCode, revokeCode),
  door(residents.homeService, homeService),
  door(residents.askHomeService, askHomeService),
  door(residents.endHomeService, endHomeService),
]
