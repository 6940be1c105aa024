import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { type Bulletin, verify } from '@muster/core/report/wire.ts'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { useSaid } from '../platform/language.ts'
import { Answer } from '../shared/Answer.tsx'
import { Note } from '../shared/Note.tsx'
import { useReportWords } from './words.ts'

interface Props {
  readonly bulletinId: string
  readonly figures: Bulletin['figures']
}

/** Anybody who reads a bulletin can check it: the digest anew, the count anew. */
export function Verify({ bulletinId, figures }: Props) {
  const say = useReportWords()
  const [wanted, setWanted] = useState(false)
  const asked = useAsk(verify, { bulletinId }, { when: wanted })
  return (
    <div className="verify no-print">
      <Button loading={asked.refreshing} onClick={() => (wanted ? asked.again() : setWanted(true))}>
        {say('verify')}
      </Button>
      {wanted && <Answer asked={asked}>{answer => <Verdict answer={answer} figures={figures} />}</Answer>}
    </div>
  )
}

interface VerdictProps {
  readonly answer: OutputOf<typeof verify>
  readonly figures: Bulletin['figures']
}
export function Verdict({ answer, figures }: VerdictProps) {
  const say = useReportWords()
  const said = useSaid()
  const nameOf = (key: string) => {
    const figure = figures.find(one => one.key === key)
    return figure ? said(figure.words) : key
  }
  if (answer.digestHolds && answer.recountHolds) return <Note state="good">{say('verifyGood')}</Note>
  return (
    <Note state="gap">
      {!answer.digestHolds && <p>{say('verifyDigest')}</p>}
      {!answer.recountHolds && (
        <>
          <p>{say('verifyRecount')}</p>
          <ul>
            {answer.differences.map(({ key, frozen, now }) => (
              <li key={key}>{say('verifyLine', { key: nameOf(key), frozen, now })}</li>
            ))}
          </ul>
        </>
      )}
    </Note>
  )
}
