import type { Answer, Answers } from '@muster/core/register/answers.ts'
import { type Form, type Question, RESULT_WORDS } from '@muster/core/register/form.ts'
import { useSaid } from '../platform/language.ts'
import { useRegisterWords } from './words.ts'

/** An answer as a person says it. */
export function useSpoken(): (question: Question, answer: Answer | undefined) => string {
  const say = useRegisterWords()
  const said = useSaid()
  return (question, answer) => {
    if (answer === undefined) return '–'
    if (question.type === 'yes-no') return say(answer ? 'yes' : 'no')
    if (question.type === 'result') return said(RESULT_WORDS[answer as keyof typeof RESULT_WORDS])
    if (question.type === 'photo') return say('photo')
    if (question.type === 'choice' || question.type === 'choices') {
      const names = new Map(question.options.map(({ key, words }) => [key, said(words)]))
      return [answer]
        .flat()
        .map(key => names.get(String(key)) ?? String(key))
        .join('、')
    }
    const unit = question.type === 'number' && question.unit ? said(question.unit) : ''
    return `${String(answer)}${unit && ` ${unit}`}`
  }
}

/** An entry in a line: its first answers. */
export function useBrief(form: Form): (answers: Answers) => string {
  const spoken = useSpoken()
  const asked = form.questions.filter(({ type }) => type !== 'note' && type !== 'photo')
  return answers =>
    asked
      .filter(({ key }) => answers[key] !== undefined)
      .slice(0, 5)
      .map(question => spoken(question, answers[question.key]))
      .join(' · ')
}
