import { cover } from '@muster/core/roster/cover.wire.ts'
import { secondments } from '@muster/core/roster/secondment.wire.ts'
import { useState } from 'react'
import { useAsk } from '../../platform/api.ts'
import { useHolds } from '../../platform/session.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { Section } from '../../shared/Page.tsx'
import { Until } from './CoverTable.tsx'
import { SecondmentState } from './SecondmentsPage.tsx'
import { SecondPerson } from './SecondPerson.tsx'
import { SetCover } from './SetCover.tsx'
import { useProtectWords } from './words.ts'

/** On a person's page: insured until when, and lent where. */
export function PersonProtection({ personId, name }: { personId: string; name: string }) {
  const holds = useHolds()
  return (
    <>
      {holds('roster.cover') && <PersonCover personId={personId} />}
      {holds('roster.second') && <PersonSecondments personId={personId} name={name} />}
    </>
  )
}

function PersonCover({ personId }: { personId: string }) {
  const say = useProtectWords()
  const asked = useAsk(cover, { personId })
  const [setting, setSetting] = useState(false)
  const act = (
    <Act verb="roster.cover" onClick={() => setSetting(true)}>
      {say('editCover')}
    </Act>
  )
  return (
    <Section title={say('cover')} actions={asked.data && act}>
      <Answer asked={asked}>
        {one => (
          <p>
            <Until until={one.until} />
          </p>
        )}
      </Answer>
      {setting && asked.data && <SetCover people={[asked.data]} onClose={() => setSetting(false)} />}
    </Section>
  )
}

function PersonSecondments({ personId, name }: { personId: string; name: string }) {
  const say = useProtectWords()
  const times = useTimes()
  const asked = useAsk(secondments, { ended: true, limit: 500 })
  const [lending, setLending] = useState(false)
  const act = (
    <Act verb="roster.second" onClick={() => setLending(true)}>
      {say('secondAct')}
    </Act>
  )
  return (
    <Section title={say('secondments')} actions={act}>
      <Answer asked={asked}>
        {({ rows }) => {
          const own = rows.filter(({ person }) => person.id === personId)
          if (own.length === 0) return <p className="soft">{say('noSecondments')}</p>
          return own.map(row => (
            <div key={row.id} className="line">
              <span>
                <SecondmentState row={row} /> <b>{row.host.name}</b>{' '}
                <span className="digits">
                  {times.moment(row.from)} – {times.moment(row.until)}
                </span>{' '}
                <span className="soft">{row.orderedBy}</span>
              </span>
            </div>
          ))
        }}
      </Answer>
      {lending && <SecondPerson person={{ key: personId, name }} onClose={() => setLending(false)} />}
    </Section>
  )
}
