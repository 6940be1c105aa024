import { ROLES, type Role } from '@muster/core/platform/role.ts'
import { createContext, use } from 'react'
import { useAsOf } from './asOf.ts'
import { usePlatformWords } from './words.ts'

/** Who is at the desk, as far as every page must know. The slice `access` asks the server and provides it. */
export interface Session {
  readonly tenant: {
    readonly id: string
    readonly name: string
    readonly zone: string
    readonly rehearsal: boolean
    /** Rehearsed seconds per real second. */
    readonly speed?: number | undefined
  }
  readonly account: { readonly id: string; readonly login: string | null }
  readonly person: { readonly id: string; readonly name: string; readonly volunteerNo: string } | null
  readonly grants: readonly {
    readonly id: string
    readonly role: string
    readonly territory: { readonly code: string; readonly name: string } | null
    readonly unit: { readonly id: string; readonly name: string } | null
  }[]
  readonly verbs: readonly string[]
}

export const SessionContext = createContext<Session | null>(null)

/** The session of a page behind the sign-in. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('this page stands outside the session')
  return session
}

/** Whether the actor holds a verb. */
export function useHolds(): (verb: string) => boolean {
  const session = use(SessionContext)
  return verb => session?.verbs.includes(verb) ?? false
}

/** Whether the actor answers for places, the whole city or a part of it; a unit's secretary answers for people only. */
export function useAnswersForPlaces(): boolean {
  const { grants } = useSession()
  return grants.some(({ role }) => ['tenant', 'territory'].includes(ROLES[role as Role].scope))
}

/** The places that some roles are limited to for the actor; undefined when one of them reaches the whole city. */
export function usePlacesOf(roles: readonly Role[]): readonly string[] | undefined {
  const grants = useSession().grants.filter(({ role }) => roles.includes(role as Role))
  if (grants.some(({ role }) => ROLES[role as Role].scope === 'tenant')) return undefined
  return grants.flatMap(({ territory }) => territory?.code ?? [])
}

export interface May {
  readonly may: boolean
  /** Why not, in the reader's words. */
  readonly why?: string
}

/** Whether the actor may write: holds the verb, and looks at now. The server decides anew at every request. */
export function useMay(verb: string): May {
  const say = usePlatformWords()
  const holds = useHolds()
  const { live } = useAsOf()
  if (!holds(verb)) return { may: false, why: say('notYours') }
  return live ? { may: true } : { may: false, why: say('pastReadOnly') }
}
