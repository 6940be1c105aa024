import { rollCall } from '@muster/core/callout/departure.wire.ts'
import type { Seat } from '@muster/core/callout/seats.wire.ts'
import { useEffect, useRef, useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'

export type Round = 'muster' | 'departure'
interface Mark {
  readonly id: string
  readonly personId: string
  readonly present: boolean
}

/** Marks are gathered this long and sent together. */
const PAUSE = 400

/** Roll-call marks: shown at once, sent in small batches, kept on the page until the server has them. */
export function useRollCall(callId: string, round: Round, seats: readonly Seat[]) {
  const [marks, setMarks] = useState<ReadonlyMap<string, Mark>>(new Map())
  const { tell, telling, problem } = useTell(rollCall)
  const sending = useRef(false)
  const send = async () => {
    if (sending.current || marks.size === 0) return
    sending.current = true
    const batch = [...marks.values()]
    const kept = await tell({ callId, at: round, marks: batch })
    sending.current = false
    if (kept) setMarks(now => without(now, batch))
  }
  useEffect(() => {
    if (marks.size === 0 || problem) return
    const timer = setTimeout(() => void send(), PAUSE)
    return () => clearTimeout(timer)
  })
  const presentOf = (seat: Seat) => marks.get(seat.person.id)?.present ?? seat.present[round]
  return {
    presentOf,
    waiting: marks.size,
    telling,
    problem,
    again: () => void send(),
    mark: (people: readonly Seat[], present: boolean) =>
      setMarks(now => {
        const next = new Map(now)
        for (const { person } of people) next.set(person.id, { id: newId(), personId: person.id, present })
        return next
      }),
    counts: countsOf(seats.map(presentOf)),
  }
}

/** What was sent leaves; what was marked anew meanwhile stays. */
function without(marks: ReadonlyMap<string, Mark>, sent: readonly Mark[]): ReadonlyMap<string, Mark> {
  const ids = new Set(sent.map(({ id }) => id))
  return new Map([...marks].filter(([, { id }]) => !ids.has(id)))
}

const countsOf = (all: readonly (boolean | null)[]) => ({
  present: all.filter(one => one === true).length,
  absent: all.filter(one => one === false).length,
  unmarked: all.filter(one => one === null).length,
})
