import { me as askMe, type Me, signOut } from '@muster/core/access/wire.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { createContext } from 'preact'
import { useContext, useEffect } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { hear } from '../platform/clock.ts'
import { copyOf, dropCopies, isSilence, keepCopy } from '../platform/copies.ts'
import { dropDrafts } from '../platform/draft.ts'
import { HOLDER, kept } from '../platform/keep.ts'
import { keepUnsentOnly } from '../platform/leftovers.ts'
import { type Loaded, useLoad } from '../platform/load.ts'
import { stopOutbox } from '../platform/sync.ts'
import { wipe } from '../platform/vault.ts'
import { within } from '../platform/within.ts'

/** Who holds this phone. `null` when nobody is signed in, undefined until the server has said. */
export type Session = Loaded<Me | null>

const SessionContext = createContext<Session | undefined>(undefined)
export const SessionProvider = SessionContext.Provider

/** Asks who is signed in; “nobody” is an answer, not a trouble. Without a line it is whoever held the phone last. */
export function useAskSession(): Session {
  const asked = useLoad<Me | null>('me', 'clock', askWho)
  useOtherTabs(asked.reload)
  if (asked.trouble?.status === 401) return { ...asked, data: null, trouble: undefined }
  return asked.data ? { ...asked, at: Date.parse(asked.data.now) } : asked
}

/** Somebody signed in or out in another tab: this one shows the same person, or nobody. */
function useOtherTabs(reload: () => void): void {
  useEffect(() => {
    const hear = ({ key }: StorageEvent) => {
      if (key === HOLDER || key === null) reload()
    }
    addEventListener('storage', hear)
    return () => removeEventListener('storage', hear)
  }, [reload])
}

/** How far the phone's clock was from the server's: for opening it without a line. */
const SKEW = 'muster.skew'
/** The session of whoever held this phone was ended: time was up, or somebody took it back. */
const ENDED = 'muster.ended'
export const wasEnded = (): boolean => kept.get(ENDED) !== null

/** Somebody signed out without a line: the server hears of it first thing. */
const OWED = 'muster.sign-out'

/** Ends the session of whoever signed out without a line; the cookie is still theirs. @throws TypeError without a line */
export async function payOwed(): Promise<void> {
  if (!kept.get(OWED)) return
  const gone = new AbortController()
  try {
    await within(PATIENCE_MS, api(signOut, {}, { signal: gone.signal }))
    kept.drop(OWED)
  } catch (error) {
    // An answer that comes late must not take the cookie of whoever is next.
    gone.abort()
    if (isSilence(error)) throw error
    kept.drop(OWED)
  }
}

async function askWho(): Promise<Me> {
  await payOwed()
  const last = kept.get(HOLDER)
  try {
    const copy = last ? await copyOf<Me>(last, 'me').catch(() => undefined) : undefined
    const asked = api(askMe, {})
    return await took(await (copy ? within(PATIENCE_MS, asked) : asked))
  } catch (error) {
    if (last && error instanceof Problem && error.status === 401) await forget(last)
    const copy = last && isSilence(error) ? await copyOf<Me>(last, 'me').catch(() => undefined) : undefined
    if (!copy) throw error
    return heard(copy.data, new Date(Date.now() + Number(kept.get(SKEW))).toISOString())
  }
}

const PATIENCE_MS = 4_000

/** Somebody holds this phone: it is theirs in every tab, and opens for them without a line; copies of whoever held it before go. */
export async function took(me: Me): Promise<Me> {
  const last = kept.get(HOLDER)
  if (last && last !== me.account.id) await forget(last)
  kept.drop(ENDED)
  // The session that was to be ended went with its cookie: what is owed must not end this one.
  kept.drop(OWED)
  kept.set(HOLDER, me.account.id)
  kept.set(SKEW, String(Date.parse(me.now) - Date.now()))
  // Nobody waits for a slow disk to see their own page.
  void keepCopy(me.account.id, 'me', me).catch(() => {})
  return heard(me)
}

/** The session has ended elsewhere: what was copied and typed goes, what was written down waits, sealed, for its writer. */
async function forget(account: string): Promise<void> {
  // Somebody else may have signed in while the answer was on its way.
  if (kept.get(HOLDER) === account) {
    kept.drop(HOLDER)
    kept.set(ENDED, '1')
  }
  dropDrafts(account)
  await dropCopies(account).catch(() => {})
  await keepUnsentOnly(account).catch(() => {})
}

/** Takes over the server's time and the city's zone; of a copy it is not the time at which it was made. */
function heard(me: Me, at = me.now): Me {
  // A live city runs at the speed of the world.
  hear(at, me.tenant.zone, me.tenant.speed ?? 1)
  return me
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession stands outside SessionProvider')
  return session
}

/** The volunteer who is signed in, if any. */
export const useMe = (): Me | null => useSession().data ?? null

/** Signs out, and wipes what this phone kept for whoever held it; without a line the server hears of it later. */
export async function leave(session: Session): Promise<void> {
  const account = session.data?.account.id
  kept.set(OWED, '1')
  kept.drop(HOLDER)
  stopOutbox()
  if (account) {
    dropDrafts(account)
    await wipe(account).catch(() => {})
  }
  await api(signOut, {}).then(
    () => kept.drop(OWED),
    error => {
      if (!isSilence(error)) kept.drop(OWED)
    },
  )
  session.put(null)
}
