import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { readAnswers } from '@muster/core/register/answers.ts'
import { enter, paper } from '@muster/core/register/wire.ts'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { useEffect, useRef, useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useSaid } from '../platform/language.ts'
import { Answer } from '../shared/Answer.tsx'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Field } from '../shared/Field.tsx'
import { MomentField } from '../shared/MomentField.tsx'
import { Page } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useDone } from '../shared/useDone.tsx'
import { AnswerFields, type Typed } from './AnswerFields.tsx'
import { RegisterTabs } from './RegisterTabs.tsx'
import { useRegisterWords } from './words.ts'

type Sheet = OutputOf<typeof paper>

/** Keys a paper sheet in, line by line, without a hand on the mouse. */
export function PaperPage() {
  const say = useRegisterWords()
  const [typed, setTyped] = useState('')
  const [number, setNumber] = useState('')
  const form = useRef<HTMLFormElement>(null)
  // Whoever opens this page has a sheet in one hand and the keyboard under the other.
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  return (
    <Page title={say('paper')}>
      <RegisterTabs />
      <p className="soft">{say('paperSays')}</p>
      <form
        ref={form}
        className="filters"
        onSubmit={event => {
          event.preventDefault()
          setNumber(typed.trim())
        }}
      >
        <Field label={say('paperNumber')}>
          {control => (
            <Input {...control} maxLength={12} value={typed} onChange={event => setTyped(event.target.value)} />
          )}
        </Field>
        <Button htmlType="submit" disabled={!typed.trim()}>
          {say('paperFind')}
        </Button>
      </form>
      {number && <OneSheet key={number} number={number} />}
    </Page>
  )
}

function OneSheet({ number }: { number: string }) {
  return <Answer asked={useAsk(paper, { sheet: number })}>{sheet => <Lines sheet={sheet} />}</Answer>
}

const freeOf = ({ lines, used }: Sheet) =>
  Array.from({ length: lines }, (_, nth) => nth + 1).filter(line => !used.includes(line))

function Lines({ sheet }: { sheet: Sheet }) {
  const say = useRegisterWords()
  const said = useSaid()
  const free = freeOf(sheet)
  const [chosen, setChosen] = useState<number>()
  const line = free.find(one => one === chosen) ?? free[0]
  return (
    <section className="paper" aria-label={sheet.sheet}>
      <h2>
        {said(sheet.register.form.words)} · {sheet.post.name} <span className="code">{sheet.sheet}</span>
      </h2>
      <p className="soft">{say('paperUsed', { used: sheet.used.length, lines: sheet.lines })}</p>
      {line === undefined ? (
        <Empty title={say('paperFull', { lines: sheet.lines })} />
      ) : (
        <>
          <ChooseField
            label={say('paperChoose')}
            value={String(line)}
            options={free.map(one => ({ key: String(one), name: say('paperLine', { line: one }) }))}
            onChange={key => setChosen(Number(key))}
          />
          <OneLine key={line} sheet={sheet} line={line} onSaved={() => setChosen(free.find(one => one > line))} />
        </>
      )}
    </section>
  )
}

interface LineProps {
  readonly sheet: Sheet
  readonly line: number
  readonly onSaved: () => void
}

function OneLine({ sheet: { sheet, post, register }, line, onSaved }: LineProps) {
  const say = useRegisterWords()
  const done = useDone()
  const form = useRef<HTMLFormElement>(null)
  const [id] = useState(newId)
  const [at, setAt] = useState<string | null>(null)
  const [typed, setTyped] = useState<Typed>({})
  const [tried, setTried] = useState(false)
  const { tell, telling, problem } = useTell(enter)
  // The hand stays on the keyboard: after a line is saved the next one waits at its first answer.
  useEffect(() => form.current?.querySelector<HTMLElement>('.paper-answers input, .paper-answers select')?.focus(), [])
  const send = async () => {
    setTried(true)
    const { answers, faults } = readAnswers(register.form, typed)
    if (faults.length > 0) return
    const written = { registerId: register.id, formVersion: register.formVersion, answers: { ...answers } }
    const when = at ? { occurredAt: at } : {}
    if (!(await tell({ postId: post.id, id, ...when, ...written, on: { sheet, line } }))) return
    done(say('paperSaved', { line }))
    onSaved()
  }
  return (
    <form
      ref={form}
      className="side paper-line"
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      <MomentField label={say('paperWhen')} value={at} onChange={setAt} />
      <div className="paper-answers">
        <AnswerFields form={register.form} typed={typed} tried={tried} onType={setTyped} />
      </div>
      <ProblemNote problem={problem} />
      <Button type="primary" htmlType="submit" loading={telling}>
        {say('paperSave')}
      </Button>
    </form>
  )
}
