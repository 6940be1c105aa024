import { useWords } from '../platform/language.ts'
import { useSync } from '../platform/sync.ts'
import { words } from './words.ts'

/** Says on every page what is still on this phone; nothing when everything is there. */
export function SyncLine() {
  const say = useWords(words)
  const { entries } = useSync()
  const refused = entries.filter(({ state }) => state === 'refused').length
  if (entries.length === 0) return null
  return (
    <a class={`sync ${refused ? 'sync_gap' : ''}`} href="/m/outbox">
      {refused ? say('lineRefused', { count: refused }) : say('line', { count: entries.length })}
    </a>
  )
}
