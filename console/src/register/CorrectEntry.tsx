import { readAnswers } from '@muster/core/register/answers.ts'
import type { Form } from '@muster/core/register/form.ts'
import { type Entry, enter, get, type Register } from '@muster/core/register/wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { Answer } from '../shared/Answer.tsx'
import { Side } from '../shared/Side.tsx'
import { useDone } from '../shared/useDone.tsx'
import { AnswerFields, type Typed } from './AnswerFields.tsx'
import { useRegisterWords } from './words.ts'

interface Props {
  readonly register: Register
  readonly entry: Entry
  readonly onClose: () => void
}

/**
 * Writes an entry anew in place of the former, with the form by which it was written: a newer one may ask for less. What
 * the reader may not see stays as it was, and so does what is asked only because of it.
 */
export function CorrectEntry({ register: { id: registerId }, entry, onClose }: Props) {
  const say = useRegisterWords()
  const done = useDone()
  const [id] = useState(newId)
  const [typed, setTyped] = useState<Typed>({ ...entry.answers, ...entry.personal })
  const [tried, setTried] = useState(false)
  const { tell, telling, problem } = useTell(enter)
  const { formVersion } = entry
  const asked = useAsk(get, { registerId, formVersion })
  const send = async () => {
    setTried(true)
    if (!asked.data) return
    const { faults } = readAnswers(asked.data.form, typed)
    const hidden = hiddenIn(asked.data.form, entry)
    if (faults.some(({ key }) => !hidden.has(key))) return
    const about = { postId: entry.post.id, id, supersedes: entry.id, occurredAt: entry.at }
    // As typed: which questions are asked depends on answers that only the server knows.
    if (!(await tell({ ...about, registerId, formVersion, answers: { ...typed } }))) return
    done(say('correctDone'))
    onClose()
  }
  return (
    <Side
      open
      title={say('correct')}
      does={say('correct')}
      busy={telling}
      blocked={!asked.data}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Answer asked={asked}>
        {({ form }) => (
          <>
            {hiddenIn(form, entry).size > 0 && <p className="soft">{say('hiddenAnswers')}</p>}
            <AnswerFields form={form} typed={typed} tried={tried} onType={setTyped} />
          </>
        )}
      </Answer>
    </Side>
  )
}

/** What concerns somebody and is not shown to this reader. */
const hiddenIn = (form: Form, { personal }: Entry): ReadonlySet<string> =>
  new Set(form.questions.filter(one => one.personal && personal?.[one.key] === undefined).map(({ key }) => key))
