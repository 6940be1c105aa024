import type { State } from '@muster/core/visit/outcomes.ts'
import './Visit.css'

interface Props {
  readonly counts: Readonly<Record<State, number>> & { readonly households: number }
}

const PARTS: readonly State[] = ['done', 'excused', 'unknown', 'open']

/** How far something has come; the numbers stand beside it, so it is not read aloud. */
export function Bar({ counts }: Props) {
  return (
    <div className="visit-bar" aria-hidden="true">
      {PARTS.map(part => (
        <span key={part} className={`visit-bar-${part}`} style={{ flexGrow: counts[part] }} />
      ))}
    </div>
  )
}
