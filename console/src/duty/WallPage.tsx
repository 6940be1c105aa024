import { type Gap, gaps, wall } from '@muster/core/duty/boards.wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { asDuration } from '@muster/core/roster/guard-sentences.ts'
import { useAsk } from '../platform/api.ts'
import { useNow } from '../platform/clock.ts'
import { useLanguage } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { type State, StateMark } from '../shared/StateMark.tsx'
import { Age, lasting, useAge } from './Age.tsx'
import { DARK, Overlay } from './Overlay.tsx'
import { useDutyWords } from './words.ts'

type Wall = OutputOf<typeof wall>
const AROUND = 60
const ANEW = 15_000

/** For the wall of a command room: who came and who is relieved around now; places and numbers, no names. */
export function WallPage() {
  const say = useDutyWords()
  const times = useTimes()
  const now = useNow(1000)
  const asked = useAsk(wall, { minutes: AROUND }, { keep: true, every: ANEW })
  const { old } = useAge(asked.heardAt)
  const missing = useAsk(gaps, { hours: 4 }, { keep: true, every: ANEW })
  return (
    <Overlay title={say('wallTitle')} palette={DARK} back={{ to: '/duty', words: say('wallBack') }} className="wall">
      <header>
        <h1>{say('wallTitle')}</h1>
        <span className="wall-clock">{times.clock(now)}</span>
        {asked.data && <Age asOf={asked.data.asOf} heardAt={asked.heardAt} />}
      </header>
      <Answer asked={lasting(asked)}>
        {answer => {
          // What is not heard any more does not go on: without a line, minutes stand where they were.
          const until = old ? Date.parse(answer.asOf) : now
          return (
            <>
              <Numbers answer={answer} missing={missing.data?.now} />
              <Missing gaps={missing.data?.rows ?? []} asOf={answer.asOf} now={until} />
              <Around answer={answer} now={until} />
            </>
          )
        }}
      </Answer>
    </Overlay>
  )
}

function Numbers({ answer, missing }: { answer: Wall; missing: { posts: number; people: number } | undefined }) {
  const say = useDutyWords()
  const numbers: readonly (readonly [string, number, State | undefined])[] = [
    [say('onDuty'), answer.onDuty, undefined],
    ...(missing ? ([[say('missing'), missing.people, missing.people > 0 ? 'gap' : 'good']] as const) : []),
    [say('arrived'), answer.arrived, undefined],
    [say('left'), answer.left, undefined],
    [say('noShows'), answer.noShows, answer.noShows > 0 ? 'watch' : undefined],
    [say('refilled'), answer.refilled, undefined],
    [say('inSuit'), answer.inSuit, undefined],
  ]
  return (
    <dl className="wall-numbers">
      {numbers.map(([label, value, state]) => (
        <div key={label} className={state ? `mark-${state}` : ''}>
          <dt>
            {state && <StateMark state={state} bare />} {label}
          </dt>
          <dd>{value.toLocaleString('en-US')}</dd>
        </div>
      ))}
    </dl>
  )
}

/** As many as can be read from the back of the room; the number above tells how many there are. */
const SHOWN = 6

/** What is uncovered stands above what goes on: place, number, minute. */
function Missing({ gaps: all, asOf, now }: { gaps: readonly Gap[]; asOf: string; now: number }) {
  const say = useDutyWords()
  const times = useTimes()
  const language = useLanguage()
  const since = Math.max(0, (now - Date.parse(asOf)) / 60_000)
  return (
    <ul className="wall-gaps">
      {all.slice(0, SHOWN).map(gap => {
        const minutes = Math.round(gap.minutes + since)
        const time = asDuration(Math.abs(minutes))[language]
        return (
          <li key={`${gap.shiftId} ${gap.role}`}>
            <StateMark state={minutes >= 0 ? 'gap' : 'watch'}>
              {say('gapLine', { post: gap.post.name, count: gap.missing })}
            </StateMark>{' '}
            <span>
              {minutes >= 0 ? say('gapFor', { time }) : say('gapIn', { at: times.clock(gap.startsAt), time })}
            </span>{' '}
            <small>{gap.post.territory.name}</small>
          </li>
        )
      })}
    </ul>
  )
}

/** In order of time; what is past and complete steps back. */
function Around({ answer, now }: { answer: Wall; now: number }) {
  const say = useDutyWords()
  const times = useTimes()
  if (answer.rows.length === 0) return <p className="wall-none">{say('wallNone')}</p>
  return (
    <table className="wall-table">
      <caption>{say('wallLast', { minutes: AROUND })}</caption>
      <thead>
        <tr>
          <th scope="col">{say('when')}</th>
          <th scope="col">{say('what')}</th>
          <th scope="col">{say('post')}</th>
          <th scope="col" className="number">
            {say('arrivedOf')}
          </th>
        </tr>
      </thead>
      <tbody>
        {answer.rows.map(row => {
          const past = Date.parse(row.at) <= now
          const short = row.people < row.of
          const state: State = short ? (past ? 'gap' : 'watch') : 'good'
          return (
            <tr key={`${row.at} ${row.what} ${row.shiftId}`} className={past && !short ? 'wall-past' : ''}>
              <td>{times.clock(row.at)}</td>
              <td>{say(`wall.${row.what}`)}</td>
              <td>
                {row.post.name} <small>{row.post.territory.name}</small>
              </td>
              <td className="number">
                <StateMark state={state}>
                  {row.people} / {row.of}
                </StateMark>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
