import { useEffect, useState } from 'preact/hooks'
import { HOLDER, kept, keptForNow } from './keep.ts'

/** What one person typed is no draft of the next who holds the phone. */
const draftsOf = (account: string | null) => `muster.draft.${account ?? ''}/`
const keyOf = (name: string) => draftsOf(kept.get(HOLDER)) + name

/** Drops what an account typed and did not send; of some forms only, if a part of their names is given. */
export const dropDrafts = (account: string, names = ''): void => keptForNow.dropAll(draftsOf(account) + names)

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
