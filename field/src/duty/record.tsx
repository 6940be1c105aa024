import { myRecord, type Record } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'preact/hooks'
import { OwnPage } from '../access/own-page.tsx'
import { api } from '../platform/api.ts'
import { dayOf, timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useLoad } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Shown } from '../shared/faces.tsx'
import { lengthOf } from './spoken.ts'
import { words } from './words.ts'

/** What I have done, stretch by stretch: mine to look at and to keep. */
export function RecordPage() {
  const say = useWords(words)
  return (
    <OwnPage tab="duty" title={say('record')}>
      {person => <Segments key={person.id} />}
    </OwnPage>
  )
}

function Segments() {
  const say = useWords(words)
  const language = useLanguage()
  const [from, setFrom] = useState<string>()
  const asked = useLoad<Record>(`record.${from ?? ''}`, 'duty', () => api(myRecord, from ? { from } : {}))
  return (
    <div class="stack">
      <h1>{say('record')}</h1>
      <Shown of={asked}>
        {({ segments, minutes, ...span }) => (
          <>
            <p class="soft small">
              {say('recordSpan', { from: dayOf(span.from, language), to: dayOf(span.to, language) })}
            </p>
            <p class="huge">{say('recordSum', { minutes: lengthOf(minutes, say), count: segments.length })}</p>
            <p class="soft small">{say('recordMeans')}</p>
            {segments.length === 0 && <p>{say('recordNothing')}</p>}
            {segments.map(segment => (
              <OneSegment key={segment.turn.id} segment={segment} />
            ))}
            {!from && (
              <Button kind="quiet" onTap={() => setFrom(yearBefore(span.to))}>
                {say('recordYear')}
              </Button>
            )}
          </>
        )}
      </Shown>
      <p>
        <a href="/m/duty">{say('title')}</a>
      </p>
    </div>
  )
}

/** As far back as is answered at once. */
const yearBefore = (day: string): string => new Date(Date.parse(day) - 365 * 86_400_000).toISOString().slice(0, 10)

function OneSegment({ segment: { turn, post, territory, site } }: { segment: Record['segments'][number] }) {
  const say = useWords(words)
  const language = useLanguage()
  const at = (instant: string | null) => (instant ? timeOf(instant, language) : '')
  return (
    <section class="card">
      <h2>{post.name}</h2>
      <p class="soft small">{[territory.name, site?.name].filter(Boolean).join(' · ')}</p>
      <p>
        {at(turn.in)} – {turn.out ? at(turn.out) : say('still')} · {lengthOf(turn.minutes, say)}
      </p>
    </section>
  )
}
