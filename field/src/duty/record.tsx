import { myRecord, type Record } from '@muster/core/duty/turns.wire.ts'
import { OwnPage } from '../access/own-page.tsx'
import { api } from '../platform/api.ts'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useLoad } from '../platform/load.ts'
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
  const asked = useLoad<Record>('record', 'duty', () => api(myRecord, {}))
  return (
    <div class="stack">
      <h1>{say('record')}</h1>
      <Shown of={asked}>
        {({ segments, minutes }) => (
          <>
            <p class="huge">{say('recordSum', { minutes: lengthOf(minutes, say), count: segments.length })}</p>
            <p class="soft small">{say('recordMeans')}</p>
            {segments.length === 0 && <p>{say('recordNothing')}</p>}
            {segments.map(segment => (
              <OneSegment key={segment.turn.id} segment={segment} />
            ))}
          </>
        )}
      </Shown>
      <p>
        <a href="/m/duty">{say('title')}</a>
      </p>
    </div>
  )
}

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
