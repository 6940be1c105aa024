import { get, type Person } from '@muster/core/people/wire.ts'
import { AVAILABILITY_WORDS, SKILL_WORDS } from '@muster/core/people/words.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useSaid } from '../platform/language.ts'
import { useListed } from '../shared/useListed.ts'
import './People.css'
import { useAsk } from '../platform/api.ts'
import { useHolds } from '../platform/session.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Go } from '../shared/Go.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { Exemptions } from './Exemptions.tsx'
import { Held } from './Held.tsx'
import { InvitePerson } from './InvitePerson.tsx'
import { LeavePerson } from './LeavePerson.tsx'
import { PersonSide } from './PersonSide.tsx'
import { useRosterWords } from './roster-words.ts'

interface Props {
  /** What happened with a person, drawn by the ledger, which stands right of people. */
  readonly facts: (personId: string) => React.ReactNode
  /** Insurance and secondment, drawn by the roster of posts. */
  readonly protection: (personId: string, name: string) => React.ReactNode
}

/** One person: what is held, whether exempt, what happened. */
export function PersonPage({ facts, protection }: Props) {
  const say = useRosterWords()
  const { personId } = useParams({ strict: false }) as { personId: string }
  const asked = useAsk(get, { personId })
  const holds = useHolds()
  const person = asked.data
  return (
    <Page
      title={person ? (person.name ?? person.volunteerNo) : say('person')}
      beside={person && <span className="soft digits">{person.volunteerNo}</span>}
      actions={person && <Acts person={person} />}
    >
      <Answer asked={asked}>
        {shown => (
          <>
            <div className="person-parts">
              <Section title={say('held')} beside={say('heldHint')}>
                <WhatIsHeld person={shown} />
              </Section>
              {holds('people.exempt') && <Exemptions person={shown} />}
            </div>
            <div className="person-parts">{protection(personId, shown.name ?? shown.volunteerNo)}</div>
            {holds('ledger.read') && <Section title={say('facts')}>{facts(personId)}</Section>}
          </>
        )}
      </Answer>
    </Page>
  )
}

function Acts({ person }: { person: Person }) {
  const say = useRosterWords()
  const holds = useHolds()
  const [editing, setEditing] = useState(false)
  return (
    <>
      {holds('duty.read') && <Go to={`/people/${person.id}/duty`}>{say('service')}</Go>}
      {holds('people.manage') && <LeavePerson person={person} />}
      {holds('access.invite') && <InvitePerson person={person} />}
      {holds('people.manage') && (
        <Act verb="people.manage" type="primary" onClick={() => setEditing(true)}>
          {say('edit')}
        </Act>
      )}
      {editing && <PersonSide person={person} onClose={() => setEditing(false)} />}
    </>
  )
}

function WhatIsHeld({ person }: { person: Person }) {
  const listed = useListed()
  const say = useRosterWords()
  const said = useSaid()
  const yesNo = (value: boolean | null) => value !== null && say(value ? 'yes' : 'no')
  return (
    <dl className="facts">
      <dt>{say('unit')}</dt>
      <dd>
        <Go to={`/units/${person.unit.id}`}>{person.unit.trail.join(' › ')}</Go>
      </dd>
      <dt>{say('residence')}</dt>
      <dd>
        <Held field="person.residence" told>
          {person.residence?.name}
        </Held>
      </dd>
      <dt>{say('phone')}</dt>
      <dd className="digits">
        <Held field="person.phone" told>
          {person.phone}
        </Held>
      </dd>
      <dt>{say('skills')}</dt>
      <dd>
        <Held field="person.skills" told>
          {person.skills && listed(person.skills.map(skill => said(SKILL_WORDS[skill])))}
        </Held>
      </dd>
      <dt>{say('availability')}</dt>
      <dd>{said(AVAILABILITY_WORDS[person.availability])}</dd>
      <dt>{say('onCallShort')}</dt>
      <dd>{yesNo(person.onCall)}</dd>
      <dt>{say('lightDutyShort')}</dt>
      <dd>
        <Held field="person.light-duty" told>
          {yesNo(person.lightDuty) || null}
        </Held>
      </dd>
    </dl>
  )
}
