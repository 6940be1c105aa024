import type { Problem } from '@muster/core/platform/problem.ts'
import Button from 'antd/es/button'
import './Note.css'
import { useLanguage } from '../platform/language.ts'
import { StateMark } from './StateMark.tsx'
import { useSharedWords } from './words.ts'

interface Props {
  readonly problem: Problem | undefined
  /** Does again what was refused; offered only where trying again can help. */
  readonly again?: (() => void) | undefined
}

/** The server's refusal in the reader's language: what happened, what is safe, what to do. */
export function ProblemNote({ problem, again }: Props) {
  const say = useSharedWords()
  const language = useLanguage()
  if (!problem) return null
  return (
    <div className="note note-gap" role="alert">
      <StateMark state="gap" bare />
      <p>{problem.sentence(language)}</p>
      {again && problem.retry !== 'review' && <Button onClick={again}>{say('again')}</Button>}
    </div>
  )
}
