import { useEffect, useState } from 'react'
import type { Asked } from '../platform/api.ts'
import { useLive } from '../platform/live.ts'
import { useTimes } from '../platform/time.ts'
import { StateMark } from '../shared/StateMark.tsx'
import { useDutyWords } from './words.ts'

/** Asked every few seconds: what was heard so long ago is old, and sooner where the line of changes is gone too. */
const OLD_MS = 45_000
const OLD_WITHOUT_LINE_MS = 18_000

/** How long ago an answer came, by this computer's clock: the server's stands still when nothing is heard. */
export function useAge(heardAt: number): { readonly minutes: number; readonly old: boolean } {
  const { line } = useLive()
  // NOTE: real time, not the city's, which a rehearsal lets run faster.
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 5000)
    return () => clearInterval(tick)
  }, [])
  const ms = heardAt === 0 ? 0 : Math.max(0, now - heardAt)
  return { minutes: Math.floor(ms / 60_000), old: ms > (line === 'lost' ? OLD_WITHOUT_LINE_MS : OLD_MS) }
}

/** As of when the figures are; unmistakable once the line is gone. */
export function Age({ asOf, heardAt }: { asOf: string; heardAt: number }) {
  const say = useDutyWords()
  const times = useTimes()
  const { minutes, old } = useAge(heardAt)
  const at = times.clock(asOf)
  if (!old) return <span className="soft digits">{say('asOf', { at })}</span>
  return (
    <output className="wall-old">
      <StateMark state="watch">{say(minutes > 0 ? 'oldSince' : 'oldNow', { at, minutes })}</StateMark>
    </output>
  )
}

/** A wall goes on showing what it has, with its age: nobody stands there to press “again”. */
export const lasting = <T,>(asked: Asked<T>): Asked<T> => (asked.data ? { ...asked, problem: undefined } : asked)
