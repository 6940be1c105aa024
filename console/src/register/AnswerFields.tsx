import { isAsked, readAnswers } from '@muster/core/register/answers.ts'
import { type Form, type Question, RESULT_WORDS, RESULTS } from '@muster/core/register/form.ts'
import Input from 'antd/es/input'
import { useSaid } from '../platform/language.ts'
import { Choose } from '../shared/Choose.tsx'
import { ClockInput } from '../shared/ClockInput.tsx'
import { Field } from '../shared/Field.tsx'
import { Ticks } from '../shared/Ticks.tsx'
import { useRegisterWords } from './words.ts'

/** What was typed so far, by question. */
export type Typed = Readonly<Record<string, unknown>>

interface Props {
  readonly form: Form
  readonly typed: Typed
  /** Faults are shown once somebody has tried to save. */
  readonly tried: boolean
  readonly onType: (typed: Typed) => void
}

/** The questions of a form as fields of a desk; what is wrong stands at its field. */
export function AnswerFields({ form, typed, tried, onType }: Props) {
  const said = useSaid()
  const { answers, faults } = readAnswers(form, typed)
  const asked = form.questions.filter(question => question.type !== 'photo' && isAsked(question, answers))
  return asked.map(question => {
    const fault = tried ? faults.find(({ key }) => key === question.key) : undefined
    const set = (value: unknown) => onType({ ...typed, [question.key]: value })
    return (
      <OneField
        key={question.key}
        question={question}
        value={typed[question.key]}
        fault={fault && said(fault)}
        onSet={set}
      />
    )
  })
}

interface OneProps {
  readonly question: Question
  readonly value: unknown
  readonly fault: string | undefined
  readonly onSet: (value: unknown) => void
}

function OneField(props: OneProps) {
  const said = useSaid()
  const { question, fault } = props
  if (question.type === 'note') return <p className="soft">{said(question.words)}</p>
  if (question.type === 'choices') return <Many {...props} options={question.options} />
  const unit = question.type === 'number' && question.unit ? `（${said(question.unit)}）` : ''
  return (
    <Field
      label={`${said(question.words)}${unit}`}
      hint={question.hint && said(question.hint)}
      error={fault}
      required={question.required}
    >
      {control => <Control {...props} control={control} />}
    </Field>
  )
}

function Many({ question, value, fault, options, onSet }: OneProps & { options: readonly Option[] }) {
  const said = useSaid()
  return (
    <>
      <Ticks
        legend={said(question.words)}
        options={options.map(({ key, words }) => ({ key, name: said(words) }))}
        value={Array.isArray(value) ? (value as string[]) : []}
        onChange={onSet}
      />
      {fault && <div className="field-error">{fault}</div>}
    </>
  )
}

type Option = { readonly key: string; readonly words: { readonly zh: string; readonly en: string } }
type ControlProps = OneProps & { readonly control: { readonly id: string } }

function Control({ question, value, control, onSet }: ControlProps) {
  const say = useRegisterWords()
  const said = useSaid()
  const one = (options: readonly Option[], of: (key: string) => unknown = key => key) => (
    <Choose
      {...control}
      value={typeof value === 'string' || typeof value === 'boolean' ? String(value) : ''}
      options={[{ key: '', name: say('choose') }, ...options.map(({ key, words }) => ({ key, name: said(words) }))]}
      onChange={key => onSet(key === '' ? undefined : of(key))}
    />
  )
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  switch (question.type) {
    case 'choice':
      return one(question.options)
    case 'result':
      return one(RESULTS.map(key => ({ key, words: RESULT_WORDS[key] })))
    case 'yes-no':
      return one(YES_NO, key => key === 'true')
    case 'day':
      return (
        <input {...control} type="date" className="native" value={text} onChange={event => onSet(event.target.value)} />
      )
    case 'time':
      return <ClockInput aria-label={said(question.words)} value={text} onChange={onSet} />
    default:
      return (
        <Input
          {...control}
          inputMode={question.type === 'number' ? 'decimal' : 'text'}
          value={text}
          onChange={event => onSet(event.target.value)}
        />
      )
  }
}

const YES_NO: readonly Option[] = [
  { key: 'true', words: { zh: '是', en: 'Yes' } },
  { key: 'false', words: { zh: '否', en: 'No' } },
]
