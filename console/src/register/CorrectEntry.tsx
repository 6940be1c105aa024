import { readAnswers } from '@muster/core/register/answers.ts'
import { type Entry, enter, type Register } from '@muster/core/register/wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { Side } from '../shared/Side.tsx'
import { useDone } from '../shared/useDone.tsx'
import { AnswerFields, type Typed } from './AnswerFields.tsx'
import { useRegisterWords } from './words.ts'

interface Props {
  readonly register: Register
  readonly entry: Entry
  readonly onClose: () => void
}

/** Writes an entry anew in place of the former; what the reader may not see stays as it was. */
export function CorrectEntry({ register: { form, formVersion, id: registerId }, entry, onClose }: Props) {
  const say = useRegisterWords()
  const done = useDone()
  const [id] = useState(newId)
  const [typed, setTyped] = useState<Typed>({ ...entry.answers, ...entry.personal })
  const [tried, setTried] = useState(false)
  const { tell, telling, problem } = useTell(enter)
  const hidden = new Set(
    form.questions.filter(({ key, personal }) => personal && entry.personal?.[key] === undefined).map(({ key }) => key),
  )
  const send = async () => {
    setTried(true)
    const { answers, faults } = readAnswers(form, typed)
    if (faults.some(({ key }) => !hidden.has(key))) return
    const about = { postId: entry.post.id, id, supersedes: entry.id, occurredAt: entry.at }
    if (!(await tell({ ...about, registerId, formVersion, answers: { ...answers } }))) return
    done(say('correctDone'))
    onClose()
  }
  return (
    <Side
      open
      title={say('correct')}
      does={say('correct')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      {hidden.size > 0 && <p className="soft">{say('hiddenAnswers')}</p>}
      <AnswerFields form={form} typed={typed} tried={tried} onType={setTyped} />
    </Side>
  )
}
