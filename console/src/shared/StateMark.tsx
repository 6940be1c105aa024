import './StateMark.css'
import { useSharedWords } from './words.ts'

/** The four states that carry colour; each has a shape and a word as well. */
export type State = 'gap' | 'watch' | 'good' | 'silent'

const SHAPES: Record<State, React.ReactNode> = {
  gap: <path d="M6 1 11.5 11H.5Z" />,
  watch: <path d="M6 .5 11.5 6 6 11.5.5 6Z" />,
  good: <circle cx="6" cy="6" r="5" />,
  silent: (
    <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.6 1.8" />
  ),
}

interface Props {
  readonly state: State
  /** The word beside the shape; the state's own word if left out. */
  readonly children?: React.ReactNode
  /** Only the shape is drawn; the word is still read aloud. */
  readonly bare?: boolean
}

export function StateMark({ state, children, bare }: Props) {
  const say = useSharedWords()
  return (
    <span className={`mark mark-${state}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true" fill="currentColor">
        {SHAPES[state]}
      </svg>
      <span className={bare ? 'unseen' : ''}>{children ?? say(state)}</span>
    </span>
  )
}
