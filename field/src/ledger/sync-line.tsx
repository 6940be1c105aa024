import { send } from '@muster/core/ledger/wire.ts'
import { useEffect } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { useWords } from '../platform/language.ts'
import { startOutbox, stopOutbox, useSync } from '../platform/sync.ts'
import { words } from './words.ts'

/** Sends what whoever holds this phone wrote down, as soon as it is known who that is. */
export function useOutbox(account: string | undefined): void {
  useEffect(() => {
    if (!account) stopOutbox()
    else startOutbox(account, facts => api(send, { facts: [...facts] }).then(({ answers }) => answers))
  }, [account])
}

/** Says on every page what is still on this phone; nothing when everything is there. */
export function SyncLine() {
  const say = useWords(words)
  const { entries, stopped } = useSync()
  const refused = entries.filter(({ state }) => state === 'refused').length
  if (entries.length === 0) return null
  return (
    <a class={`sync ${refused ? 'sync_gap' : ''}`} href="/m/outbox">
      {refused
        ? say('lineRefused', { count: refused })
        : say(stopped ? 'lineStopped' : 'line', { count: entries.length })}
    </a>
  )
}
