import { invite } from '@muster/core/access/wire.ts'
import type { Person } from '@muster/core/people/wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { LinkOnce } from '../shared/LinkOnce.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { Side } from '../shared/Side.tsx'
import { useRosterWords } from './roster-words.ts'

/** A join link for one person, shown once. */
export function InvitePerson({ person }: { person: Person }) {
  const say = useRosterWords()
  const times = useTimes()
  const [made, setMade] = useState<OutputOf<typeof invite>>()
  const { tell, telling, problem } = useTell(invite)
  const name = person.name ?? person.volunteerNo
  const make = async () => setMade(await tell({ personId: person.id }))
  return (
    <>
      <Act verb="access.invite" loading={telling} onClick={() => void make()}>
        {say('invite')}
      </Act>
      <ProblemNote problem={problem} />
      {made && (
        <Side open title={say('inviteTitle', { name })} onClose={() => setMade(undefined)}>
          <LinkOnce link={made.link}>
            <p>{say('inviteSays', { at: times.moment(made.expiresAt) })}</p>
          </LinkOnce>
        </Side>
      )}
    </>
  )
}
