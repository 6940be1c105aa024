import { useEffect, useRef, useState } from 'preact/hooks'
import { HOLDER, kept, keptForNow } from './keep.ts'

/** What one person typed is no draft of the next who holds the phone. */
const under = (account: string | null) => `muster.draft.${account ?? ''}/`
const keyOf = (name: string) => under(kept.get(HOLDER)) + name

/** Drops what an account typed and did not send; of some forms only, if a part of their names is given. */
export const dropDrafts = (account: string, names = ''): void => keptForNow.dropAll(under(account) + names)

/** What an account is typing in this tab, as it is kept. */
export const draftsOf = (account: string): readonly string[] => keptForNow.all(under(account))

/** What somebody is typing: survives a reload and a lost connection, and goes when it was sent or the window closes. */
export function useDraft<T extends Record<string, unknown>>(name: string, start: T) {
  const key = keyOf(name)
  const [draft, setDraft] = useState<T>(() => ({ ...start, ...parsed<T>(keptForNow.get(key)) }))
  // What takes seconds, a photo or the disk, comes back to a draft that was typed on meanwhile.
  const newest = useRef(draft)
  const show = (next: T) => {
    newest.current = next
    keptForNow.set(key, JSON.stringify(next))
    setDraft(next)
  }
  return {
    draft,
    change: (change: Partial<T>) => show({ ...newest.current, ...change }),
    /** Empties what was sent; what was typed since stays. */
    empty: (sent: T) => show(typedSince(sent, newest.current)),
    forget: () => keptForNow.drop(key),
  }
}

/** What stands in a draft that was not there, or was otherwise, when it was sent. */
export const typedSince = <T extends Record<string, unknown>>(sent: T, newest: T): T =>
  Object.fromEntries(Object.entries(newest).filter(([key, value]) => sent[key] !== value)) as T

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
