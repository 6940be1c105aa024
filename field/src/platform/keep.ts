/** What the phone keeps. Storage may be full, switched off or forbidden in a web view: then it keeps nothing, quietly. */
export interface Keep {
  get(key: string): string | null
  set(key: string, value: string): void
  drop(key: string): void
}

/** Wraps a storage so that its refusals do no harm; `find` is called late, because even naming it may throw. */
export function keepIn(find: () => Storage): Keep {
  const attempt = <T>(act: (storage: Storage) => T): T | null => {
    try {
      return act(find())
    } catch {
      return null
    }
  }
  return {
    get: key => attempt(storage => storage.getItem(key)),
    set: (key, value) => void attempt(storage => storage.setItem(key, value)),
    drop: key => void attempt(storage => storage.removeItem(key)),
  }
}

/** Stays until it is dropped. */
export const kept = keepIn(() => localStorage)
/** Goes when the page's window is closed: drafts, which hold what a person typed. */
export const keptForNow = keepIn(() => sessionStorage)

/** Whose phone it is now, in every tab: the account that signed in last. */
export const HOLDER = 'muster.account'
