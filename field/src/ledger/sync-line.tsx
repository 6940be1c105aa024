import { useEffect, useState } from 'preact/hooks'
import { useWords } from '../platform/language.ts'
import { startOutbox, stopOutbox, useSync } from '../platform/sync.ts'
import { sendBy, type Ways } from './send.ts'
import { words } from './words.ts'

/** Sends what whoever holds this phone wrote down, as soon as it is known who that is. @param ways the same for ever */
export function useOutbox(account: string | undefined, ways: Ways): void {
  useEffect(() => {
    if (!account) stopOutbox()
    else startOutbox(account, sendBy(account, ways))
  }, [account, ways])
}

/** With a line an entry is gone within this time: nothing moves on the page for it. */
const SOON_MS = 2_000

/** Says on every page what is still on this phone; nothing when everything is there, or on its way just now. */
export function SyncLine() {
  const say = useWords(words)
  const { entries, stopped } = useSync()
  const refused = entries.filter(({ state }) => state === 'refused').length
  const late = useStays(entries.length > 0)
  if (entries.length === 0 || (!late && !refused)) return null
  return (
    <a class={`sync ${refused ? 'sync_gap' : ''}`} href="/m/outbox">
      {refused
        ? say('lineRefused', { count: refused })
        : say(stopped ? 'lineStopped' : 'line', { count: entries.length })}
    </a>
  )
}

/** True once something has been so for a while. */
function useStays(so: boolean): boolean {
  const [stays, setStays] = useState(false)
  useEffect(() => {
    setStays(false)
    const wait = so ? setTimeout(setStays, SOON_MS, true) : undefined
    return () => clearTimeout(wait)
  }, [so])
  return stays
}
