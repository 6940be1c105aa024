import { me as askMe, type Me, signOut } from '@muster/core/access/wire.ts'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { hear } from '../platform/clock.ts'
import { copyOf, isSilence, keepCopy } from '../platform/copies.ts'
import { kept } from '../platform/keep.ts'
import { type Loaded, useLoad } from '../platform/load.ts'
import { wipe } from '../platform/vault.ts'

/** Who holds this phone. `null` when nobody is signed in, undefined until the server has said. */
export type Session = Loaded<Me | null>

const SessionContext = createContext<Session | undefined>(undefined)
export const SessionProvider = SessionContext.Provider

/** Asks who is signed in; “nobody” is an answer, not a trouble. Without a line it is whoever held the phone last. */
export function useAskSession(): Session {
  const asked = useLoad<Me | null>('me', 'clock', askWho)
  return asked.trouble?.status === 401 ? { ...asked, data: null, trouble: undefined } : asked
}

/** Whose phone it is, and how far its clock was from the server's: for opening it without a line. */
const LAST = 'muster.account'
const SKEW = 'muster.skew'

async function askWho(): Promise<Me> {
  try {
    const me = heard(await api(askMe, {}))
    kept.set(LAST, me.account.id)
    kept.set(SKEW, String(Date.parse(me.now) - Date.now()))
    await keepCopy(me.account.id, 'me', me, Date.now()).catch(() => {})
    return me
  } catch (error) {
    const last = kept.get(LAST)
    const copy = last && isSilence(error) ? await copyOf<Me>(last, 'me', Date.now()).catch(() => undefined) : undefined
    if (!copy) throw error
    return heard({ ...copy.data, now: new Date(Date.now() + Number(kept.get(SKEW))).toISOString() })
  }
}

/** Takes over the server's time and the city's zone. */
export function heard(me: Me): Me {
  // A live city runs at the speed of the world.
  hear(me.now, me.tenant.zone, me.tenant.speed ?? 1)
  return me
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession stands outside SessionProvider')
  return session
}

/** The volunteer who is signed in, if any. */
export const useMe = (): Me | null => useSession().data ?? null

/** Signs out, and wipes what this phone kept for whoever held it. */
export async function leave(session: Session): Promise<void> {
  const account = session.data?.account.id
  await api(signOut, {})
  kept.drop(LAST)
  if (account) await wipe(account)
  session.put(null)
}
