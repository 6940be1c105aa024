import { create, leave, type Person } from '@muster/core/people/wire.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { Act } from '../shared/Act.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { useDone } from '../shared/useDone.tsx'
import { bodyOf, formOf } from './person-form.ts'
import { useRosterWords } from './roster-words.ts'
import { useSight } from './useSight.ts'

/** Takes somebody off the roster. Under the same number they come back as who they were, which is the way to undo it. */
export function LeavePerson({ person }: { person: Person }) {
  const say = useRosterWords()
  const done = useDone()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const { tell, telling, problem } = useTell(leave)
  const back = useTell(create)
  const name = person.name ?? person.volunteerNo
  // NOTE: who sees only the outline of the phone number cannot bring it back, and is not offered to.
  const wholly = useSight()('person.phone').sight === 'full'
  const send = async () => {
    if (!(await tell({ personId: person.id, version: person.version }))) return
    setAsking(false)
    done(say('left', { name }), wholly ? () => void back.tell({ id: person.id, ...bodyOf(formOf(person)) }) : undefined)
    await navigate({ to: '/people' })
  }
  return (
    <>
      <Act verb="people.manage" onClick={() => setAsking(true)}>
        {say('leave')}
      </Act>
      <Confirm
        open={asking}
        title={say('leaveAsk', { name })}
        does={say('leave')}
        grave
        busy={telling}
        problem={problem}
        onDo={() => void send()}
        onClose={() => setAsking(false)}
      >
        <p>{say('leaveSays')}</p>
      </Confirm>
    </>
  )
}
