import type { Answers } from '@muster/core/register/answers.ts'
import { type Question, RESULT_WORDS, RESULTS } from '@muster/core/register/form.ts'
import { h } from 'preact'
import { useId } from 'preact/hooks'
import { useLanguage, useWords } from '../platform/language.ts'
import { PhotoAnswer } from './photo-answer.tsx'
import { words } from './words.ts'

type Typed = Readonly<Record<string, unknown>>
interface AskedProps {
  readonly question: Question
  readonly typed: Typed
  readonly fault: string | undefined
  readonly onType: (value: unknown) => void
  /** A photo is worked on: the form is not whole without it. */
  readonly onBusy: (more: 1 | -1) => void
}

/** One question of a form, as large as a glove needs it; what is wrong stands right below. */
export function Asked({ question, typed, fault, onType, onBusy }: AskedProps) {
  const language = useLanguage()
  const say = useWords(words)
  const id = useId()
  const { key, type, words: label, hint, personal } = question
  if (type === 'note') return <p class="soft">{label[language]}</p>
  const value = typed[key]
  const spoken = fault ?? hint?.[language] ?? (personal && say('personal', { purpose: personal.purpose[language] }))
  return (
    <div class={`field${fault ? ' field_wrong' : ''}`} data-question={key}>
      {CHOSEN.has(type) ? (
        <span class="field__label" id={`${id}-label`}>
          {label[language]}
        </span>
      ) : (
        <label class="field__label" for={id}>
          {label[language]}
        </label>
      )}
      <Answer
        {...{ question, value, onType, onBusy, id }}
        spoken={spoken ? `${id}-hint` : undefined}
        wrong={Boolean(fault)}
      />
      {spoken && (
        <span class={fault ? 'field__fault' : 'field__hint'} id={`${id}-hint`} role={fault ? 'alert' : undefined}>
          {spoken}
        </span>
      )}
    </div>
  )
}

const CHOSEN = new Set<Question['type']>(['choice', 'choices', 'yes-no', 'result'])

interface AnswerProps {
  readonly question: Question
  readonly value: unknown
  readonly onType: (value: unknown) => void
  readonly onBusy: (more: 1 | -1) => void
  readonly id: string
  readonly spoken: string | undefined
  readonly wrong: boolean
}

function Answer(props: AnswerProps) {
  if (props.question.type === 'photo') return <PhotoAnswer {...props} />
  return CHOSEN.has(props.question.type) ? <Chosen {...props} /> : <TypedIn {...props} />
}

/** What is offered, each as large as a button: one tap, no wheel. A second tap takes a choice back. */
function Chosen({ question, value, onType, id, spoken }: AnswerProps) {
  const language = useLanguage()
  const say = useWords(words)
  const many = question.type === 'choices'
  const chosen = many && Array.isArray(value) ? (value as string[]) : []
  const isOn = (key: string | boolean) => (many ? chosen.includes(String(key)) : value === key)
  const pick = (key: string | boolean) => {
    if (!many) return onType(value === key ? undefined : key)
    onType(isOn(key) ? chosen.filter(one => one !== key) : [...chosen, String(key)])
  }
  return (
    <fieldset class="answers" aria-labelledby={`${id}-label`} aria-describedby={spoken}>
      {offeredBy(question, { yes: say('yes'), no: say('no') }, language).map(([key, label]) => (
        <label key={String(key)} class={`answers__one${isOn(key) ? ' answers__one_on' : ''}`}>
          <input type={many ? 'checkbox' : 'radio'} name={id} checked={isOn(key)} onClick={() => pick(key)} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

function offeredBy(
  question: Question,
  { yes, no }: { yes: string; no: string },
  language: 'zh' | 'en',
): (readonly [string | boolean, string])[] {
  if (question.type === 'yes-no')
    return [
      [true, yes],
      [false, no],
    ]
  if (question.type === 'result') return RESULTS.map(result => [result, RESULT_WORDS[result][language]] as const)
  return question.type === 'choice' || question.type === 'choices'
    ? question.options.map(({ key, words: label }) => [key, label[language]] as const)
    : []
}

function TypedIn({ question, value, onType, id, spoken, wrong }: AnswerProps) {
  const shared = {
    id,
    value: typeof value === 'string' || typeof value === 'number' ? String(value) : '',
    autocomplete: 'off',
    'aria-describedby': spoken,
    'aria-invalid': wrong,
    onInput: (event: { currentTarget: { value: string } }) => onType(event.currentTarget.value),
  }
  if (question.type === 'text' && question.most > 100)
    return <textarea {...shared} rows={3} maxLength={question.most} />
  // NOTE: not as JSX, whose types want to know the kind of input beforehand.
  return h('input', { ...shared, ...kindOf(question) })
}

/** Which keyboard the phone shows. */
function kindOf(question: Question): Readonly<Record<string, string>> {
  if (question.type === 'number') return { type: 'text', inputMode: question.whole ? 'numeric' : 'decimal' }
  if (question.type === 'day') return { type: 'date' }
  if (question.type === 'time') return { type: 'time' }
  if (question.type !== 'text') return { type: 'text' }
  return {
    type: question.shape === 'phone' ? 'tel' : 'text',
    ...(question.shape === 'plate' && { autocapitalize: 'characters' }),
  }
}

/** An entry in a few words, for lists: the first answers that say what it was. */
export function gistOf(questions: readonly Question[], answers: Answers, language: 'zh' | 'en'): string {
  const said = questions.flatMap(question => {
    const answer = answers[question.key]
    if (answer === undefined || question.type === 'photo') return []
    if (question.type === 'number') return [`${String(answer)}${question.unit?.[language] ?? ''}`]
    if (question.type === 'choice') return [question.options.find(({ key }) => key === answer)?.words[language] ?? '']
    return typeof answer === 'string' && question.type === 'text' ? [answer] : []
  })
  return said.slice(0, 3).join(' · ')
}
