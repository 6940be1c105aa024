import { myAnswering } from '@muster/core/roster/answering.wire.ts'
import { useMe } from '../access/session.tsx'
import { api } from '../platform/api.ts'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useKeptLoad } from '../platform/load.ts'
import { TroubleNotice } from '../shared/notice.tsx'
import { answeringWords, words } from './words.ts'

/** Buildings, posts and places that somebody answers for by name; most people answer for none, and see nothing. */
export function MyAnswering() {
  const say = useWords(words)
  const language = useLanguage()
  const account = useMe()?.account.id
  const of = { account, key: 'answering', topics: 'inbox' }
  const asked = useKeptLoad(of, () => api(myAnswering, {}))
  const rows = asked.data?.rows ?? []
  if (rows.length === 0) return asked.trouble ? <TroubleNotice trouble={asked.trouble} onRetry={asked.reload} /> : null
  return (
    <section class="stack">
      <h2>{say('answering')}</h2>
      {rows.map(({ id, kind, what, since }) => (
        <a key={id} class="card card_link" href={`/m/z/${what.territory.code}`}>
          <b>{what.name}</b>
          <p class="small">
            {what.territory.name} · {answeringWords[kind][language]}
          </p>
          <p class="soft small">{say('answeringSince', { time: timeOf(since, language) })}</p>
        </a>
      ))}
    </section>
  )
}
