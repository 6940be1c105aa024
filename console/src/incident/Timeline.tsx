import type { TimelineEntry } from '@muster/core/incident/wire.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import './Timeline.css'
import { useSaid } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { useIncidentWords } from './words.ts'

export type Entry = z.infer<typeof TimelineEntry>

/** What happened, newest first, under the day it happened on. */
export function Timeline({ entries }: { entries: readonly Entry[] }) {
  const say = useIncidentWords()
  const said = useSaid()
  const times = useTimes()
  if (entries.length === 0) return <p className="soft">{say('emptyTimeline')}</p>
  const sorted = entries.toSorted((one, two) => Date.parse(two.at) - Date.parse(one.at))
  return (
    <ol className="timeline">
      {sorted.map((entry, at) => {
        const day = times.day(entry.at)
        const newDay = at === 0 || times.day(sorted[at - 1]!.at) !== day
        return (
          <li key={entry.id}>
            <time dateTime={entry.at}>
              {newDay && <b>{day}</b>}
              {times.clock(entry.at)}
            </time>
            <p>
              {said(entry)}
              <span className="soft small"> {entry.by}</span>
            </p>
          </li>
        )
      })}
    </ol>
  )
}
