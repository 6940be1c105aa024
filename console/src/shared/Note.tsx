import './Note.css'
import { type State, StateMark } from './StateMark.tsx'

/** A sentence the reader should see before going on. */
export function Note({ state, children }: { state: State; children: React.ReactNode }) {
  return (
    <div className={`note note-${state}`}>
      <StateMark state={state} bare />
      <div>{children}</div>
    </div>
  )
}
