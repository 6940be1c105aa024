import type { Form } from '@muster/core/register/form.ts'
import { useSaid } from '../platform/language.ts'
import { useRegisterWords } from './words.ts'

/** What a form asks, as a list. */
export function Questions({ questions }: Pick<Form, 'questions'>) {
  const say = useRegisterWords()
  const said = useSaid()
  return (
    <ol className="plain-list">
      {questions.map(({ key, words, required, personal }) => (
        <li key={key}>
          {said(words)}
          <span className="soft small">
            {required && ` · ${say('requiredMark')}`}
            {personal && ` · ${say('personalMark')}`}
          </span>
        </li>
      ))}
    </ol>
  )
}
