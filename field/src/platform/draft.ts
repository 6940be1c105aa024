import { useEffect, useState } from 'preact/hooks'
import { keptForNow } from './keep.ts'

const keyOf = (name: string) => `muster.draft.${name}`

/** What somebody is typing: survives a reload and a lost connection, and goes when it was sent or the window closes. */
export function useDraft<T extends Record<string, unknown>>(name: string, start: T) {
  const key = keyOf(name)
  const [draft, setDraft] = useState<T>(() => ({ ...start, ...parsed<T>(keptForNow.get(key)) }))
  return {
    draft,
    change: (change: Partial<T>) => {
      const next = { ...draft, ...change }
      keptForNow.set(key, JSON.stringify(next))
      setDraft(next)
    },
    forget: () => keptForNow.drop(key),
  }
}

/** Forgets a draft once the server has heard it, whoever shows that: it was sent by a form that has gone meanwhile. */
export function useHeard(name: string, heard: boolean): void {
  useEffect(() => {
    if (heard) keptForNow.drop(keyOf(name))
  }, [name, heard])
}

function parsed<T>(text: string | null): Partial<T> {
  try {
    return text ? (JSON.parse(text) as Partial<T>) : {}
  } catch {
    return {}
  }
}
