import { Problem } from '@muster/core/platform/problem.ts'
import type { Words } from '@muster/core/platform/shapes.ts'
import { useEffect, useState } from 'preact/hooks'
import { now } from './clock.ts'
import { HOLDER, kept } from './keep.ts'
import { sweepPhotos } from './leftovers.ts'
import {
  type Happened,
  type Kept,
  MOST,
  nextNth,
  type Refusal,
  type Send,
  type Sent,
  type Store,
  sendWaiting,
  waitBefore,
} from './outbox.ts'
import { newId } from './uuid.ts'
import { askToStay, type Box, endTurn, leftInOutboxes, openBox, takeTurn } from './vault.ts'

/** An entry that the server has, and when this phone was told so, by the server's clock. */
export type Gone = Kept & { readonly sentAt: number }

/** How one phone stands with the server: what is still here, and when it last heard that everything is there. */
export interface Sync {
  readonly entries: readonly Kept[]
  /** An outbox that was not read yet, or cannot be read, is not an empty one. */
  readonly reading: 'begun' | 'done' | 'failed'
  /** What this page has sent, the latest first: people see what became of it. */
  readonly sent: readonly Gone[]
  /** By the server's clock; null: never yet on this phone. */
  readonly at: number | null
  readonly sending: boolean
  /** The server wants somebody to sign in before it takes anything. */
  readonly stopped: boolean
  /** What the server said, where it takes nothing for now. */
  readonly why: Words | null
  /** False where the browser keeps nothing: entries live as long as this page. */
  readonly lasting: boolean
}

/** So much is written down that the phone must first be near a line. */
export class OutboxFull extends Error {}

const CHANGED = 'muster-outbox'
const TAB = newId()
/** A batch on a slow line is answered within this time, or another tab takes its turn. */
const TURN_MS = 30_000
/** How much of what was sent is still shown. */
const SHOWN = 50

let account: string | undefined
let send: Send = () => Promise.reject(new TypeError('Nobody has said how to send.'))
let box: Promise<Box<Kept>> | undefined
const NOTHING = {
  entries: [],
  reading: 'begun',
  sent: [],
  at: null,
  sending: false,
  stopped: false,
  why: null,
} as const
let state: Sync = { ...NOTHING, lasting: true }
let tries = 0
/** Whoever asks while it runs, and many do when the line comes back, starts no second one. */
let running: Promise<void> | undefined
let askedAgain = false
let timer: ReturnType<typeof setTimeout> | undefined

const syncedKey = () => `muster.synced.${account ?? ''}`

/** Takes up the outbox of whoever holds the phone, and sends what is in it. */
export function startOutbox(accountId: string, how: Send): void {
  send = how
  if (account === accountId) {
    sendNow()
    return
  }
  stopOutbox()
  account = accountId
  askToStay()
  listen()
  show({ at: Number(kept.get(syncedKey())) || null })
  void refresh().then(() => {
    sendNow()
    if (account === accountId && state.reading === 'done') void sweepPhotos(accountId, state.entries).catch(() => {})
  })
}

/** The outbox of whoever holds the phone; where the disk refuses it is tried again next time. */
function opened(): Promise<Box<Kept>> | undefined {
  if (!account) return undefined
  box ??= openBox<Kept>(account, 'outbox').catch(error => {
    box = undefined
    throw error
  })
  return box
}

/** Nobody holds the phone any more, or somebody else does: nothing of the one before is shown or sent. */
export function stopOutbox(): void {
  clearTimeout(timer)
  account = undefined
  box = undefined
  tries = 0
  show(NOTHING)
}

/** Writes down what happened: it is on the phone's disk when this is done, and on its way. @throws OutboxFull, DiskRefused */
export async function writeDown(fact: Writing['fact'], label: string, id = newId()): Promise<string> {
  await writeAll([{ fact, label, id }])
  return id
}

/** What is to be written down, and how a list calls it. */
export interface Writing {
  readonly fact: Omit<Happened, 'id' | 'occurredAt'> & { readonly occurredAt?: string | undefined }
  readonly label: string
  readonly id?: string
}

/**
 * Several that belong together: all of them are on the disk, or none is. What waits here already stays as it was first written:
 * a code that is opened again after a reload was scanned when it was scanned. @throws OutboxFull, DiskRefused
 */
export async function writeAll(list: readonly Writing[]): Promise<void> {
  const store = await opened()
  // Another tab may have signed out, or somebody else in: this one's key is gone.
  if (!store || kept.get(HOLDER) !== account) throw new NotHolder()
  if (state.reading !== 'done') await refresh()
  if (state.entries.length >= MOST) throw new OutboxFull()
  const waiting = new Set(state.entries.filter(({ state: how }) => how === 'waits').map(({ id }) => id))
  const occurredAt = new Date(now()).toISOString()
  const first = nextNth(state.entries, Date.now())
  const fresh = list.filter(({ id }) => id === undefined || !waiting.has(id))
  await storeOf(store).put(
    fresh.map(({ fact, label, id = newId() }, nth) => ({
      id,
      nth: first + nth,
      fact: { ...fact, id, occurredAt: fact.occurredAt ?? occurredAt },
      label,
      state: 'waits',
      problem: null,
    })),
  )
  sendNow()
}

/** Waits until the server has answered an entry, until a try to send it has failed, or so long and no longer. */
export function outcomeOf(id: string, milliseconds: number): Promise<'sent' | 'refused' | 'waits'> {
  return new Promise(resolve => {
    let tried = state.sending
    const end = (outcome: 'sent' | 'refused' | 'waits') => {
      removeEventListener(CHANGED, look)
      clearTimeout(late)
      resolve(outcome)
    }
    const look = () => {
      const entry = state.entries.find(one => one.id === id)
      if (!entry) end('sent')
      else if (entry.state === 'refused') end('refused')
      else if (tried && !state.sending) end('waits')
      tried ||= state.sending
    }
    const late = setTimeout(end, milliseconds, 'waits')
    addEventListener(CHANGED, look)
    look()
  })
}

/** How much lies in the outbox, whichever tab wrote it, counted without its key; undefined where that cannot be told. */
export async function countWaiting(): Promise<number | undefined> {
  const left = await leftInOutboxes().catch(() => undefined)
  const onDisk = left?.find(one => one.account === account)?.count ?? 0
  if (!left || (state.reading === 'failed' && onDisk === 0)) return undefined
  return Math.max(onDisk, state.entries.length)
}

/** Lets go of an entry that was refused, once somebody has looked at it, and of what hangs on it. */
export async function letGo(id: string): Promise<void> {
  const hanging = state.entries.filter(({ fact }) => fact.subjectId === id)
  await (await opened())?.drop([id, ...hanging.map(one => one.id)])
  await refresh()
}

/** Tries again with an entry that was refused: a newer app, or a desk that gave a right back, may have changed what it meets. */
export async function tryAgain(id: string): Promise<void> {
  const store = await opened()
  const entry = state.entries.find(one => one.id === id)
  if (!store || !entry) return
  await storeOf(store).put([{ ...entry, state: 'waits', problem: null }])
  sendNow()
}

/** Sends what waits now; a try that is on its way is not doubled, but followed by one more. */
export function sendNow(): void {
  if (running) {
    askedAgain = true
    return
  }
  clearTimeout(timer)
  running = run().finally(() => {
    running = undefined
    if (askedAgain) sendNow()
  })
  askedAgain = false
}

async function run(): Promise<void> {
  const [store, whose] = [await opened()?.catch(() => undefined), account]
  if (!store || !whose) return
  // Another tab sends: its turn ends soon, or it died.
  if (!(await takeTurn(TAB, Date.now(), TURN_MS).catch(() => true))) return later(TURN_MS / 10)
  show({ sending: true, stopped: false, why: null })
  const before = state.sent
  const outcome = await sendWaiting(storeOf(store), facts => sendOf(whose, facts), verdictOf).catch((): Sent => 'later')
  await endTurn(TAB).catch(() => {})
  if (whose !== account) return
  show({ sending: false, stopped: outcome === 'signed-out' })
  if (state.sent !== before) tries = 0
  if (outcome === 'empty') await atEnd()
  else if (outcome === 'later') later(waitBefore(tries++, Math.random()))
}

/** Only whoever wrote it down sends it: another tab may have signed somebody else in meanwhile. */
async function sendOf(whose: string, facts: readonly Happened[]): ReturnType<Send> {
  await takeTurn(TAB, Date.now(), TURN_MS).catch(() => true)
  if (kept.get(HOLDER) !== whose || whose !== account) throw new NotHolder()
  return send(facts)
}

class NotHolder extends Error {}

/** Everything is there, unless something was written down while the last batch was under way, here or in another tab. */
async function atEnd(): Promise<void> {
  tries = 0
  kept.set(syncedKey(), String(now()))
  await refresh()
  show({ at: now() })
  if (state.entries.some(({ state: how }) => how === 'waits')) later(1_000)
}

function later(milliseconds: number): void {
  clearTimeout(timer)
  timer = setTimeout(sendNow, milliseconds)
}

/** The box with its entries in view, so that what is shown follows without reading all of it anew. */
const storeOf = (inner: Box<Kept>): Store => ({
  all: async () => inOrder(await inner.all()),
  put: async entries => {
    await inner.put(entries.map(value => ({ id: value.id, value })))
    const ids = new Set(entries.map(({ id }) => id))
    show({ entries: inOrder([...state.entries.filter(({ id }) => !ids.has(id)), ...entries]) })
  },
  drop: async ids => {
    await inner.drop(ids)
    const gone = state.entries.filter(({ id }) => ids.includes(id))
    const entries = state.entries.filter(({ id }) => !ids.includes(id))
    const told = gone.reverse().map(entry => ({ ...entry, sentAt: now() }))
    show({ entries, sent: [...told, ...state.sent].slice(0, SHOWN) })
  },
})

const inOrder = (entries: readonly Kept[]): Kept[] => [...entries].sort((a, b) => a.nth - b.nth)

/** A request that is refused as a whole is cut into smaller ones; silence and “later” wait. */
function verdictOf(error: unknown): Sent | Refusal {
  if (error instanceof NotHolder) return 'signed-out'
  if (!(error instanceof Problem)) return 'later'
  const { status, slug, retry, zh, en } = error
  show({ why: { zh, en } })
  // What stands between, a hospital's Wi-Fi, says nothing about an entry.
  if (slug === 'door/unreachable') return 'later'
  if (status === 401) return 'signed-out'
  return [400, 413, 422].includes(status) ? { type: `/problems/${slug}`, retry, zh, en } : 'later'
}

async function refresh(): Promise<void> {
  const whose = account
  if (!whose) return
  const store = await opened()?.catch(() => undefined)
  const entries = await store?.all().catch(() => undefined)
  if (whose !== account) return
  if (store && entries) show({ entries: inOrder(entries), reading: 'done', lasting: store.lasting })
  else show({ reading: 'failed' })
}

function show(change: Partial<Sync>): void {
  state = { ...state, ...change }
  dispatchEvent(new Event(CHANGED))
}

let listening = false

/** Sends when the line comes back or the page is looked at. */
function listen(): void {
  if (listening) return
  listening = true
  addEventListener('online', sendNow)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void refresh().then(sendNow)
  })
}

/** What is still on this phone, as it changes. */
export function useSync(): Sync {
  const [shown, setShown] = useState(state)
  useEffect(() => {
    const follow = () => setShown(state)
    follow()
    addEventListener(CHANGED, follow)
    return () => removeEventListener(CHANGED, follow)
  }, [])
  return shown
}
