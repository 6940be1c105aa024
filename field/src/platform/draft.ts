import { useEffect, useState } from 'preact/hooks'
import { keptForNow } from './keep.ts'

/**
 * What somebody is typing: survives a reload and a lost connection, and goes when it was sent or the window closes.
 *
 * @param sent whether what was typed has been heard: then it is forgotten by itself
 */
export function useDraft<T extends Record<string, unknown>>(name: string, start: T, sent = false) {
  const key = `muster.draft.${name}`
  const [draft, setDraft] = useState<T>(() => ({ ...start, ...parsed<T>(keptForNow.get(key)) }))
  const forget = () => keptForNow.drop(key)
  useEffect(() => {
    if (sent) keptForNow.drop(key)
  }, [sent, key])
  return {
    draft,
    change: (change: Partial<T>) => {
      const next = { ...draft, ...change }
      keptForNow.set(key, JSON.stringify(next))
      setDraft(next)
    },
    forget,
  }
}

function parsed<T>(text: string | null): Partial<T> {
  try {
    return text ? (JSON.parse(text) as Partial<T>) : {}
  } catch {
    return {}
  }
}
