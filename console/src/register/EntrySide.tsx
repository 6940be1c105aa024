import type { Question } from '@muster/core/register/form.ts'
import { back, type Entry, type Register, settle, withdraw } from '@muster/core/register/wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useSaid } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { Note } from '../shared/Note.tsx'
import { Personal } from '../shared/Personal.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { Side } from '../shared/Side.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useDone } from '../shared/useDone.tsx'
import { CorrectEntry } from './CorrectEntry.tsx'
import { EntryState } from './EntryList.tsx'
import { EntryPhoto } from './EntryPhoto.tsx'
import { useSpoken } from './spoken.ts'
import { useRegisterWords } from './words.ts'

interface Props {
  readonly register: Register
  readonly entry: Entry
  readonly onClose: () => void
}

/** One entry with all its answers, and what a desk may do with it. */
export function EntrySide({ register, entry, onClose }: Props) {
  const say = useRegisterWords()
  const [doing, setDoing] = useState<'correct' | 'withdraw'>()
  if (doing === 'correct') return <CorrectEntry register={register} entry={entry} onClose={onClose} />
  return (
    <Side open title={say('entry')} onClose={onClose}>
      {entry.held && <Note state="watch">{say(`held.${entry.held}`)}</Note>}
      <Answered register={register} entry={entry} />
      <div className="page-actions">
        {entry.state === 'held' && <Settle entry={entry} onDone={onClose} />}
        {register.form.returns && ['stands', 'held'].includes(entry.state) && !entry.backAt && (
          <Back entry={entry} onDone={onClose} />
        )}
        <Act verb="register.enter" onClick={() => setDoing('correct')}>
          {say('correct')}
        </Act>
        <Act verb="register.enter" danger onClick={() => setDoing('withdraw')}>
          {say('withdraw')}
        </Act>
      </div>
      {doing === 'withdraw' && <Withdraw entry={entry} onClose={() => setDoing(undefined)} onDone={onClose} />}
    </Side>
  )
}

function Answered({ register: { form }, entry }: Omit<Props, 'onClose'>) {
  const say = useRegisterWords()
  const said = useSaid()
  const times = useTimes()
  const asked = form.questions.filter(({ type }) => type !== 'note')
  return (
    <dl className="facts">
      <dt>{say('at')}</dt>
      <dd>{times.moment(entry.at)}</dd>
      <dt>{say('heardAt')}</dt>
      <dd>{times.moment(entry.heardAt)}</dd>
      <dt>{say('post')}</dt>
      <dd>{entry.post.name}</dd>
      {entry.on && (
        <>
          <dt>{say('sheetNo')}</dt>
          <dd>{say('onPaper', { sheet: entry.on.sheet, line: entry.on.line })}</dd>
        </>
      )}
      {asked.map(question => (
        <div key={question.key} style={{ display: 'contents' }}>
          <dt>{said(question.words)}</dt>
          <dd>
            <OneAnswer question={question} entry={entry} />
          </dd>
        </div>
      ))}
      <dt>{say('state')}</dt>
      <dd>
        <EntryState entry={entry} returns={form.returns} />
      </dd>
    </dl>
  )
}

function OneAnswer({ question, entry }: { question: Question; entry: Entry }) {
  const said = useSaid()
  const spoken = useSpoken()
  const answer = entry.answers[question.key] ?? entry.personal?.[question.key]
  if (question.personal && answer === undefined) return <Personal>{null}</Personal>
  if (question.type === 'photo' && typeof answer === 'string')
    return <EntryPhoto entryId={entry.id} photoId={answer} label={said(question.words)} />
  return spoken(question, answer)
}

interface ActProps {
  readonly entry: Entry
  readonly onDone: () => void
}

/** Whether what was held counts. */
function Settle({ entry, onDone }: ActProps) {
  const say = useRegisterWords()
  const done = useDone()
  const [id] = useState(newId)
  const { tell, telling, problem } = useTell(settle)
  const send = async (counts: boolean) => {
    if (!(await tell({ id, entryId: entry.id, counts }))) return
    done(say(counts ? 'settledYes' : 'settledNo'))
    onDone()
  }
  return (
    <>
      <Act verb="register.settle" type="primary" loading={telling} onClick={() => void send(true)}>
        {say('counts_yes')}
      </Act>
      <Act verb="register.settle" loading={telling} onClick={() => void send(false)}>
        {say('counts_no')}
      </Act>
      <ProblemNote problem={problem} />
    </>
  )
}

function Back({ entry, onDone }: ActProps) {
  const say = useRegisterWords()
  const done = useDone()
  const [id] = useState(newId)
  const { tell, telling, problem } = useTell(back)
  const send = async () => {
    if (!(await tell({ id, entryId: entry.id }))) return
    done(say('backDone'))
    onDone()
  }
  return (
    <>
      <Act verb="register.enter" type="primary" loading={telling} onClick={() => void send()}>
        {say('back')}
      </Act>
      <ProblemNote problem={problem} />
    </>
  )
}

function Withdraw({ entry, onClose, onDone }: ActProps & { onClose: () => void }) {
  const say = useRegisterWords()
  const done = useDone()
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const { tell, telling, problem } = useTell(withdraw)
  const send = async () => {
    if (!(await tell({ id, entryId: entry.id, reason: reason.trim() }))) return
    done(say('withdrawDone'))
    onDone()
  }
  return (
    <Confirm
      open
      grave
      title={say('withdraw')}
      does={say('withdraw')}
      busy={telling}
      blocked={!reason.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p>{say('withdrawSays')}</p>
      <TextField label={say('reason')} required most={200} value={reason} onChange={setReason} />
    </Confirm>
  )
}
