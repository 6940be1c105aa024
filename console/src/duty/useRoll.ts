import { remind } from '@muster/core/duty/captain.wire.ts'
import { actFor, checkInFor, type Line, noShow, type Sheet } from '@muster/core/duty/turns.wire.ts'
import type { InputOf } from '@muster/core/platform/endpoint.ts'
import { assign } from '@muster/core/roster/assign.wire.ts'
import type { Assignment } from '@muster/core/roster/shapes.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useDone } from '../shared/useDone.tsx'
import { usePlanWords } from './plan-words.ts'
import { useDutyWords } from './words.ts'

type What = InputOf<typeof actFor>['what']
/** What is asked before it is done. */
export const ASKED = ['leave', 'move', 'takeOff', 'injury', 'distress'] as const
export interface Asking {
  readonly what: (typeof ASKED)[number]
  readonly line: Line
}

/** What a captain or a desk does about one name. */
export function useRoll({ shift }: Sheet) {
  const say = useDutyWords()
  const plan = usePlanWords()
  const done = useDone()
  const [asking, setAsking] = useState<Asking>()
  const here = useTell(checkInFor)
  const gone = useTell(noShow)
  const acting = useTell(actFor)
  const reminding = useTell(remind)
  const placing = useTell(assign)
  const about = ({ person }: Line) => ({ shiftId: shift.id, id: newId(), personId: person.id })
  const name = ({ person }: Line) => person.name ?? person.volunteerNo
  const takeBack = async (line: Line) => {
    if (await acting.tell({ ...about(line), what: 'took-back' })) done(plan('tookBack', { name: name(line) }))
  }
  const putBack = async ({ person, standby, basis }: Assignment) => {
    const again = { shiftId: shift.id, id: newId(), personId: person.id, standby, basis }
    if (await placing.tell(again)) done(plan('backOn', { name: person.name ?? person.volunteerNo }))
  }
  return {
    problem: here.problem ?? gone.problem ?? acting.problem ?? reminding.problem ?? placing.problem,
    /** @param since the time that the phone claimed; now when left out */
    confirm: async (line: Line, since?: string) => {
      const when = since ? { occurredAt: since } : {}
      if (await here.tell({ ...about(line), ...when })) done(say('confirmed', { name: name(line) }))
    },
    noShow: async (line: Line) => {
      if (await gone.tell(about(line))) done(say('noShowDone', { name: name(line) }))
    },
    act: (line: Line, what: What) => void acting.tell({ ...about(line), what }),
    remind: async (line: Line) => {
      const { id: _, ...whom } = about(line)
      if (await reminding.tell(whom)) done(plan('reminded', { name: name(line) }))
    },
    /** Said once it is done: for a slip there is a way back, here and in the row. */
    left: (line: Line) => done(plan('left', { name: name(line) }), () => void takeBack(line)),
    takeBack,
    takenOff: (line: Line, held: Assignment) => done(plan('takenOff', { name: name(line) }), () => void putBack(held)),
    asking,
    ask: (what: Asking['what'], line: Line) => setAsking({ what, line }),
    endAsking: () => setAsking(undefined),
  }
}
export type Roll = ReturnType<typeof useRoll>
