import { type ANSWERED_FOR, answering, endAnswering } from '@muster/core/roster/answering.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { Personal } from '../../shared/Personal.tsx'
import { NamePerson } from './NamePerson.tsx'
import { useControlWords } from './words.ts'

interface Props {
  readonly what: (typeof ANSWERED_FOR)[number]
  readonly whatId: string
}

/** Who answers for something, and whom to name where nobody does. */
export function Answering({ what, whatId }: Props) {
  const say = useControlWords()
  const times = useTimes()
  const [naming, setNaming] = useState(false)
  const asked = useAsk(answering, { what, whatId })
  const { tell } = useTell(endAnswering)
  return (
    <section style={{ marginTop: 20 }}>
      <h3 className="legend">{say('answering')}</h3>
      <Answer asked={asked}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <p className="soft">{say('answeringNone')}</p>}
            <ul className="plain-list">
              {rows.map(({ id, person, kind, since }) => (
                <li key={id}>
                  <Personal>{person.name}</Personal> <span className="soft small">{person.unit}</span> ·{' '}
                  {say(`kind.${kind}`)} · {times.brief(since)}{' '}
                  <Act verb="roster.control" size="small" type="link" onClick={() => void tell({ answeringId: id })}>
                    {say('endAnswering')}
                  </Act>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
      <Act verb="roster.control" size="small" onClick={() => setNaming(true)}>
        {say('nameSomebody')}
      </Act>
      {naming && <NamePerson what={what} whatId={whatId} onClose={() => setNaming(false)} />}
    </section>
  )
}
