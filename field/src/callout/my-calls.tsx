import { type Answer, myAnswer } from '@muster/core/callout/seats.wire.ts'
import { type Call, list } from '@muster/core/callout/wire.ts'
import { api } from '../platform/api.ts'
import { now, timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useLoad } from '../platform/load.ts'
import { Countdown } from '../shared/countdown.tsx'
import { Shown } from '../shared/faces.tsx'
import { Sign, type Tone } from '../shared/notice.tsx'
import { closedBecause, urgencyOf } from './standing.ts'
import { kindWords, words } from './words.ts'

interface Mine {
  readonly call: Call
  readonly answer: Answer
  readonly closed: boolean
}

/** My calls with my answers; what needs me now on top. */
export function MyCalls() {
  const say = useWords(words)
  const asked = useLoad('my-calls', 'calls', askMine)
  return (
    <section class="stack">
      <h1>{say('title')}</h1>
      <Shown of={asked}>
        {rows =>
          rows.length === 0 ? (
            <p class="soft">{say('nothing')}</p>
          ) : (
            rows.map(mine => <Row key={mine.call.id} mine={mine} onEnd={asked.reload} />)
          )
        }
      </Shown>
    </section>
  )
}

/** NOTE: one question per call, because the list does not carry the reader's own answers. */
async function askMine(): Promise<Mine[]> {
  const { rows } = await api(list, { limit: 20 })
  const mine = await Promise.all(
    rows
      .filter(call => call.state !== 'draft')
      .map(async call => {
        const answer = await api(myAnswer, { callId: call.id }).catch(() => undefined)
        return answer ? [{ call, answer, closed: closedBecause(call, now()) !== undefined }] : []
      }),
  )
  return mine.flat().sort((a, b) => urgencyOf(a.answer, a.closed) - urgencyOf(b.answer, b.closed))
}

const TONES: Partial<Record<Answer['state'], Tone>> = {
  confirmed: 'good',
  held: 'gap',
  reserve: 'watch',
  'signed-up': 'watch',
}

function Row({ mine: { call, answer, closed }, onEnd }: { mine: Mine; onEnd: () => void }) {
  const say = useWords(words)
  const language = useLanguage()
  const when = [
    call.muster.at && say('musterAt', { time: timeOf(call.muster.at, language) }),
    call.deadline && !closed && say('by', { time: timeOf(call.deadline, language) }),
  ]
  const gone = call.state === 'departed' && answer.state === 'confirmed'
  const standing =
    closed && answer.state === 'none'
      ? say('closed')
      : say(gone ? 'gone' : answer.state, { place: answer.place ?? '', rank: answer.rank ?? '' })
  return (
    <a class={`card card_link${answer.state === 'held' ? ' card_urgent' : ''}`} href={`/m/calls/${call.id}`}>
      <p class="soft small">{[kindWords[call.kind][language], ...when].filter(Boolean).join(' · ')}</p>
      <h2>{call.title}</h2>
      <Sign tone={gone ? 'silent' : (TONES[answer.state] ?? 'silent')}>{standing}</Sign>
      {answer.state === 'held' && answer.heldUntil && (
        <Countdown until={answer.heldUntil} label={say('heldLeft')} onEnd={onEnd} />
      )}
    </a>
  )
}
