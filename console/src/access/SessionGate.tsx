import { type Me, me } from '@muster/core/access/wire.ts'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAsk } from '../platform/api.ts'
import { setClock } from '../platform/clock.ts'
import { SessionContext } from '../platform/session.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useAccessWords } from './words.ts'

const SIGN_IN = '/sign-in'
/** A rehearsal may change its speed under us; an office clock drifts. */
const EVERY = 60_000

/** Lets in who is signed in, and sends the others to the sign-in and back. */
export function SessionGate({ children }: { children: React.ReactNode }) {
  const say = useAccessWords()
  const asked = useAsk(me, {}, { every: EVERY })
  const navigate = useNavigate()
  const { href, pathname } = useLocation()
  const out = asked.problem?.slug === 'door/not-signed-in'
  // While the way to the sign-in is taken this still stands, at the sign-in's own address: once is enough.
  const leaving = out && pathname !== SIGN_IN
  useEffect(() => {
    if (leaving) void navigate({ to: SIGN_IN, search: { back: href }, replace: true })
  }, [leaving, href, navigate])
  useEffect(() => {
    if (asked.data) setClock(asked.data.now, speedOf(asked.data))
  }, [asked.data])
  if (asked.data && !out) return <SessionContext value={asked.data}>{children}</SessionContext>
  return (
    <main className="alone">
      {asked.problem && !out ? (
        <ProblemNote problem={asked.problem} again={asked.again} />
      ) : (
        <output>{say('wait')}</output>
      )}
    </main>
  )
}

const speedOf = ({ tenant }: Me) => tenant.speed ?? 1
