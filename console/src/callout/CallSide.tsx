import { sheet, timeline } from '@muster/core/callout/departure.wire.ts'
import type { Call } from '@muster/core/callout/wire.ts'
import { SKILL_WORDS } from '@muster/core/people/words.ts'
import { urlOf } from '@muster/core/platform/client.ts'
import { type Entry, Timeline } from '../incident/Timeline.tsx'
import { UnitName } from '../people/UnitName.tsx'
import { useAsk } from '../platform/api.ts'
import { useNow } from '../platform/clock.ts'
import { useLanguage, useSaid } from '../platform/language.ts'
import { useHolds } from '../platform/session.ts'
import { spell, useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { Section } from '../shared/Page.tsx'
import { PlaceName } from '../territory/PlaceName.tsx'
import { shortOf } from './states.ts'
import { useCallWords } from './words.ts'

/** When, where, by whom, to whom; then what happened, by the minute. */
export function CallSide({ call }: { call: Call }) {
  const say = useCallWords()
  const holds = useHolds()
  return (
    <aside>
      <When call={call} />
      {call.state !== 'draft' && holds('callout.run') && (
        <>
          <p>
            <a href={urlOf(sheet, { callId: call.id, format: 'xlsx' })} download>
              {say('sheet')}
            </a>
          </p>
          <Section title={say('timeline')}>
            <Happened call={call} />
          </Section>
        </>
      )}
    </aside>
  )
}

function When({ call }: { call: Call }) {
  const say = useCallWords()
  const times = useTimes()
  const language = useLanguage()
  const rows: [string, React.ReactNode][] = [
    [say('deadline'), call.deadline ? times.brief(call.deadline) : say('noDeadline')],
    [
      say('muster'),
      [call.muster.at && times.brief(call.muster.at), call.muster.point].filter(Boolean).join(' · ') || '–',
    ],
    [say('published'), call.publishedAt ? times.brief(call.publishedAt) : '–'],
  ]
  if (call.departedAt) rows.push([say('departedAt'), times.moment(call.departedAt)])
  rows.push([say('issuers'), call.issuers.join('、')])
  if (call.orderedBy) rows.push([say('orderedBy'), call.orderedBy])
  rows.push([say('selection'), say(`selection.${call.selection}`)])
  rows.push([say('audience'), <Audience key="audience" call={call} />])
  return (
    <>
      {call.minutesToDeparture !== null && (
        <p>
          <b>{say('elapsed', { time: spell(call.minutesToDeparture, language) })}</b>
        </p>
      )}
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="prose">{call.text}</p>
    </>
  )
}

function Audience({ call: { audience } }: { call: Call }) {
  const say = useCallWords()
  const said = useSaid()
  const parts = [
    ...audience.unitIds.map(id => <UnitName key={id} id={id} />),
    ...audience.territories.map(code => <PlaceName key={code} code={code} />),
    ...audience.skills.map(skill => <span key={skill}>{said(SKILL_WORDS[skill])}</span>),
  ]
  if (parts.length === 0) return <>{say('everyone')}</>
  return (
    <ul className="plain-list">
      {parts.map(part => (
        <li key={part.key}>{part}</li>
      ))}
    </ul>
  )
}

function Happened({ call }: { call: Call }) {
  const say = useCallWords()
  const asked = useAsk(timeline, { callId: call.id })
  return (
    <Answer asked={asked}>
      {({ rows, signUps }) => (
        <>
          <Pace call={call} signUps={signUps} />
          {rows.length === 0 ? (
            <p className="soft">{say('noTimeline')}</p>
          ) : (
            <Timeline entries={rows.toReversed().map(entryOf)} />
          )}
        </>
      )}
    </Answer>
  )
}

const entryOf = (row: { at: string; zh: string; en: string }, nth: number): Entry => ({
  ...row,
  id: String(nth),
  what: 'call',
  by: '',
})

/** How fast it fills, in one sentence. */
function Pace({ call, signUps }: { call: Call; signUps: readonly { minute: number; total: number }[] }) {
  const say = useCallWords()
  const language = useLanguage()
  const now = useNow(30_000)
  const total = signUps.at(-1)?.total ?? 0
  const filled = signUps.find(step => step.total >= call.quota)
  if (!call.publishedAt || signUps.length === 0) return null
  const minutes = Math.max(0, Math.round((now - Date.parse(call.publishedAt)) / 60_000))
  return (
    <p>
      {filled
        ? say('filledIn', { time: spell(filled.minute, language), quota: call.quota, total })
        : say('filling', { time: spell(minutes, language), total, short: shortOf(call) })}
    </p>
  )
}
