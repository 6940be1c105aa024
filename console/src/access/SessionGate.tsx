import { type Me, me } from '@muster/core/access/wire.ts'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAsk } from '../platform/api.ts'
import { setClock } from '../platform/clock.ts'
import { SessionContext } from '../platform/session.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useAccessWords } from './words.ts'

/** A rehearsal may change its speed under us; an office clock drifts. */
const EVERY = 60_000

/** Lets in who is signed in, and sends the others to the sign-in and back. */
export function SessionGate({ children }: { children: React.ReactNode }) {
  const say = useAccessWords()
  const asked = useAsk(me, {}, { every: EVERY })
  const navigate = useNavigate()
  const { href } = useLocation()
  const out = asked.problem?.slug === 'door/not-signed-in'
  useEffect(() => {
    if (out) void navigate({ to: '/sign-in', search: { back: href }, replace: true })
  }, [out, href, navigate])
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
