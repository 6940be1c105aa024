/**
 * What the phone keeps while there is no line: on its disk, each account's own, encrypted with a key that cannot be read out
 * and goes when somebody signs out. Where a page may not encrypt (no https) or not keep anything (a web view that forbids it),
 * it lives as long as the page does, and `lasting` says so.
 */

import { now } from './clock.ts'

const NAME = 'muster'
/** `boxes`: entries and copies of answers; `keys`: one key for each account; `lease`: which tab sends. */
const STORES = ['boxes', 'keys', 'lease'] as const
type StoreName = (typeof STORES)[number]

interface Sealed {
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly bytes: ArrayBuffer
  /** When it was put here, by the server's clock as far as it was heard: told of without the key. */
  readonly at: number
}

export interface Box<T> {
  readonly lasting: boolean
  all(): Promise<T[]>
  put(rows: readonly { readonly id: string; readonly value: T }[]): Promise<void>
  drop(ids: readonly string[]): Promise<void>
}

/** The disk is full, or the page may not use it. */
export class DiskRefused extends Error {}

let opening: Promise<IDBDatabase | null> | undefined

/** Null where nothing can be kept. */
function database(): Promise<IDBDatabase | null> {
  opening ??= new Promise(resolve => {
    try {
      const asked = indexedDB.open(NAME, 1)
      asked.onupgradeneeded = () => {
        for (const store of STORES) asked.result.createObjectStore(store)
      }
      asked.onsuccess = () => {
        const db = asked.result
        // Another tab brings a newer app, or the browser takes the disk away: opened again when it is next needed.
        db.onversionchange = () => {
          db.close()
          opening = undefined
        }
        db.onclose = () => {
          opening = undefined
        }
        resolve(db)
      }
      asked.onerror = () => resolve(null)
      asked.onblocked = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
  return opening
}

/** One transaction: fulfilled when all of it is on the disk. */
async function inStore<T>(
  name: StoreName,
  act: (store: IDBObjectStore) => IDBRequest<T> | undefined,
  how: IDBTransactionMode = 'readwrite',
  durability: IDBTransactionDurability = 'relaxed',
): Promise<T | undefined> {
  const tx = (await begin(name, how, durability)) ?? (await begin(name, how, durability))
  if (!tx) throw new DiskRefused()
  return new Promise((resolve, reject) => {
    const asked = act(tx.objectStore(name))
    tx.oncomplete = () => resolve(asked?.result)
    tx.onabort = () => reject(new DiskRefused(tx.error?.name))
    tx.onerror = () => reject(new DiskRefused(tx.error?.name))
  })
}

/** Undefined where the database had been closed under us, or there is none. */
async function begin(
  name: StoreName,
  how: IDBTransactionMode,
  durability: IDBTransactionDurability,
): Promise<IDBTransaction | undefined> {
  const db = await database()
  try {
    return db?.transaction(name, how, { durability })
  } catch {
    opening = undefined
    return undefined
  }
}

const mayEncrypt = (): boolean => typeof crypto !== 'undefined' && crypto.subtle !== undefined

/** The account's key, made when it is first needed; nobody can read it out of the browser, only use it. Two tabs get the same. */
async function keyOf(account: string): Promise<CryptoKey> {
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  let key = made
  await inStore('keys', store => {
    const asked = store.get(account)
    asked.onsuccess = () => {
      const known = asked.result as CryptoKey | undefined
      if (known) key = known
      else store.put(made, account)
    }
    return undefined
  })
  return key
}

/** A box on the disk, or in memory where nothing lasts. @param box `outbox`, `answers` */
export async function openBox<T>(account: string, box: string): Promise<Box<T>> {
  if (!mayEncrypt() || !(await database())) return inMemory(`${account}/${box}`)
  const key = await keyOf(account)
  const prefix = `${account}/${box}/`
  // What somebody wrote is on the disk when it is said to be, not only handed on; a copy of an answer may hurry.
  const durability = box === 'answers' ? 'relaxed' : 'strict'
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
  return {
    lasting: true,
    async all() {
      const rows = (await inStore<Sealed[]>('boxes', store => store.getAll(range), 'readonly')) ?? []
      const opened = await Promise.all(rows.map(row => unseal<T>(key, row)))
      return opened.filter(value => value !== undefined)
    },
    async put(rows) {
      const sealed = await Promise.all(rows.map(({ value }) => seal(key, value)))
      await inStore(
        'boxes',
        store => {
          for (const [nth, { id }] of rows.entries()) store.put(sealed[nth], prefix + id)
          return undefined
        },
        'readwrite',
        durability,
      )
    },
    async drop(ids) {
      await inStore('boxes', store => {
        for (const id of ids) store.delete(prefix + id)
        return undefined
      })
    },
  }
}

async function seal(key: CryptoKey, value: unknown): Promise<Sealed> {
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const bytes = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce },
    key,
    new TextEncoder().encode(JSON.stringify(value)),
  )
  return { nonce, bytes, at: now() }
}

/** Undefined for what was sealed with a key that is gone. */
async function unseal<T>(key: CryptoKey, { nonce, bytes: sealed }: Sealed): Promise<T | undefined> {
  try {
    const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, key, sealed)
    return JSON.parse(new TextDecoder().decode(bytes)) as T
  } catch {
    return undefined
  }
}

const memory = new Map<string, Map<string, unknown>>()

/** For pages that may keep nothing: until the window closes. */
function inMemory<T>(name: string): Box<T> {
  const box = (memory.get(name) ?? new Map()) as Map<string, T>
  memory.set(name, box)
  return {
    lasting: false,
    all: async () => [...box.values()],
    put: async rows => {
      for (const { id, value } of rows) box.set(id, value)
    },
    drop: async ids => {
      for (const id of ids) box.delete(id)
    },
  }
}

/** Wipes all that was kept for an account, its key first: what is left on the disk says nothing any more. */
export async function wipe(account: string): Promise<void> {
  for (const name of memory.keys()) if (name.startsWith(`${account}/`)) memory.delete(name)
  if (!(await database())) return
  await inStore('keys', store => store.delete(account))
  await inStore('boxes', store => store.delete(IDBKeyRange.bound(`${account}/`, `${account}/\uffff`)))
}

/** What an account wrote down that is still here: how much, and from when to when. */
export interface Left {
  readonly account: string
  readonly count: number
  readonly first: number
  readonly last: number
}

/** A row on the disk as it is known without any key. */
interface Row {
  readonly account: string
  readonly box: string
  readonly id: string
  readonly at: number
}

/** All that lies under a name, of whichever account; read without any key. */
export async function rowsUnder(prefix = ''): Promise<Row[]> {
  if (!(await database())) return []
  const rows: Row[] = []
  await inStore(
    'boxes',
    store => {
      const asked = store.openCursor(IDBKeyRange.bound(prefix, `${prefix}\uffff`))
      asked.onsuccess = () => {
        const cursor = asked.result
        if (!cursor) return
        const [account = '', box = '', id = ''] = typeof cursor.key === 'string' ? cursor.key.split('/') : []
        rows.push({ account, box, id, at: (cursor.value as Sealed).at })
        cursor.continue()
      }
      return undefined
    },
    'readonly',
  )
  return rows
}

/** What lies in outboxes, sealed, of whichever account; read without any key. */
export async function leftInOutboxes(): Promise<Left[]> {
  const rows = (await rowsUnder()).filter(({ box }) => box === 'outbox')
  return [...new Set(rows.map(({ account }) => account))].map(account => {
    const times = rows.filter(row => row.account === account).map(({ at }) => at)
    return { account, count: times.length, first: Math.min(...times), last: Math.max(...times) }
  })
}

/** Asks the browser to keep what is here when it clears up; some ask the person, most just say yes. */
export const askToStay = (): void => void navigator.storage?.persist?.().catch(() => {})

/**
 * Whether this tab may send now: the first one that asks, for so long; others wait for it. Two that send at once would do
 * no harm, only waste a poor line.
 *
 * @param now milliseconds of this phone
 */
export async function takeTurn(tab: string, now: number, milliseconds: number): Promise<boolean> {
  if (!(await database())) return true
  let mine = false
  await inStore('lease', store => {
    const asked = store.get('send')
    asked.onsuccess = () => {
      const held = asked.result as { tab: string; until: number } | undefined
      // A clock that was set back must not lock the phone out for a day.
      mine = !held || held.tab === tab || held.until < now || held.until > now + milliseconds
      if (mine) store.put({ tab, until: now + milliseconds }, 'send')
    }
    return undefined
  })
  return mine
}

/** Lets the next tab send at once. */
export async function endTurn(tab: string): Promise<void> {
  if (!(await database())) return
  await inStore('lease', store => {
    const asked = store.get('send')
    asked.onsuccess = () => {
      if ((asked.result as { tab: string } | undefined)?.tab === tab) store.delete('send')
    }
    return undefined
  })
}
