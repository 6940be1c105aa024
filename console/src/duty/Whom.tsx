import type { Line } from '@muster/core/duty/turns.wire.ts'
import { Personal } from '../shared/Personal.tsx'

/** By name; whoever may not be named to this reader goes by number, as somebody does whom a captain added and no desk confirmed. */
export function Whom({ person: { name, volunteerNo } }: Pick<Line, 'person'>) {
  if (name) return name
  return volunteerNo ? <span className="digits">{volunteerNo}</span> : <Personal>{null}</Personal>
}
