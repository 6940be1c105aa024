import { me as askMe, type Me, signOut } from '@muster/core/access/wire.ts'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { hear } from '../platform/clock.ts'
import { type Loaded, useLoad } from '../platform/load.ts'

/** Who holds this phone. `null` when nobody is signed in, undefined until the server has said. */
export type Session = Loaded<Me | null>

const SessionContext = createContext<Session | undefined>(undefined)
export const SessionProvider = SessionContext.Provider

/** Asks who is signed in; “nobody” is an answer, not a trouble. */
export function useAskSession(): Session {
  const asked = useLoad<Me | null>('me', 'clock', () => api(askMe, {}).then(heard))
  return asked.trouble?.status === 401 ? { ...asked, data: null, trouble: undefined } : asked
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

export async function leave(session: Session): Promise<void> {
  await api(signOut, {})
  session.put(null)
}
