import { verify } from '@muster/core/audit/wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import type { Problem } from '@muster/core/platform/problem.ts'
import Button from 'antd/es/button'
import { useState } from 'react'
import './Audit.css'
import { ask } from '../platform/api.ts'
import { serverNow } from '../platform/clock.ts'
import { useSaid } from '../platform/language.ts'
import { problemOf } from '../platform/problem.ts'
import { useTimes } from '../platform/time.ts'
import { Copy } from '../shared/Copy.tsx'
import { Note } from '../shared/Note.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useAuditWords } from './words.ts'

type Verdict = OutputOf<typeof verify>

/** Follows the whole chain when asked, and says plainly whether it holds. */
export function ChainVerdict() {
  const say = useAuditWords()
  const [verdict, setVerdict] = useState<Verdict & { at: number }>()
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const look = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      setVerdict({ ...(await ask(verify, {})), at: serverNow() })
    } catch (thrown) {
      setProblem(problemOf(thrown))
    }
    setBusy(false)
  }
  return (
    <>
      <div className="audit-top">
        <p className="soft">{say('intro')}</p>
        <Button type="primary" loading={busy} onClick={() => void look()}>
          {say('verify')}
        </Button>
      </div>
      <ProblemNote problem={problem} again={() => void look()} />
      <div aria-live="assertive">
        {verdict && (verdict.brokenAt ? <Broken broken={verdict.brokenAt} /> : <Whole verdict={verdict} />)}
      </div>
    </>
  )
}

function Whole({ verdict }: { verdict: Verdict & { at: number } }) {
  const say = useAuditWords()
  const times = useTimes()
  return (
    <Note state="good">
      <b>{say('whole', { lines: verdict.lines.toLocaleString('en-US') })}</b>{' '}
      <span className="soft digits">{say('verifiedAt', { at: times.moment(verdict.at) })}</span>
      {verdict.head && (
        <>
          <p>{say('keep')}</p>
          <p className="code audit-head">
            {verdict.head} <Copy small text={verdict.head} />
          </p>
        </>
      )}
    </Note>
  )
}

function Broken({ broken }: { broken: NonNullable<Verdict['brokenAt']> }) {
  const say = useAuditWords()
  const said = useSaid()
  return (
    <div className="audit-broken" role="alert">
      <h2>
        <StateMark state="gap">{say('broken', { seq: broken.seq })}</StateMark>
      </h2>
      <p>
        <b>{said(broken)}</b>
      </p>
      <p>{say('brokenDo')}</p>
      <p className="soft">{say('brokenBefore', { lines: (broken.seq - 1).toLocaleString('en-US') })}</p>
    </div>
  )
}
