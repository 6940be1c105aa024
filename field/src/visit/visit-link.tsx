import { mine } from '@muster/core/visit/wire.ts'
import { useMe } from '../access/session.tsx'
import { api } from '../platform/api.ts'
import { useWords } from '../platform/language.ts'
import { useKeptLoad } from '../platform/load.ts'
import { words } from './words.ts'

/** The way to one's door lists, where there are any; whoever has seen it has them without a line too. */
export function VisitLink() {
  const say = useWords(words)
  const account = useMe()?.account.id
  const { data } = useKeptLoad({ account, key: 'visits', topics: 'sweeps duty' }, () => api(mine, {}))
  if (!data || data.rows.length === 0) return null
  return (
    <a class="card card_link" href="/m/visits">
      <b>{say('title')}</b>
      <p class="soft small">{say('linkMeans')}</p>
    </a>
  )
}
