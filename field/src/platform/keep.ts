/** What the phone keeps. Storage may be full, switched off or forbidden in a web view: then it lasts as long as the page, quietly. */
export interface Keep {
  get(key: string): string | null
  set(key: string, value: string): void
  drop(key: string): void
  /** All whose key begins so. */
  all(prefix: string): readonly string[]
  /** Drops all whose key begins so. */
  dropAll(prefix: string): void
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
  const inPage = new Map<string, string>()
  const drop = (key: string) => {
    inPage.delete(key)
    attempt(storage => storage.removeItem(key))
  }
  const get = (key: string) => inPage.get(key) ?? attempt(storage => storage.getItem(key))
  const under = (prefix: string) =>
    [...inPage.keys(), ...(attempt(storage => Object.keys(storage)) ?? [])].filter(key => key.startsWith(prefix))
  return {
    get,
    all: prefix => under(prefix).map(key => get(key) ?? ''),
    set: (key, value) => {
      const done = attempt(storage => {
        storage.setItem(key, value)
        return true
      })
      if (done) inPage.delete(key)
      else inPage.set(key, value)
    },
    drop,
    dropAll: prefix => {
      for (const key of under(prefix)) drop(key)
    },
  }
}

/** Stays until it is dropped. */
export const kept = keepIn(() => localStorage)
/** Goes when the page's window is closed: drafts, which hold what a person typed. */
export const keptForNow = keepIn(() => sessionStorage)

/** Whose phone it is now, in every tab: the account that signed in last. */
export const HOLDER = 'muster.account'
