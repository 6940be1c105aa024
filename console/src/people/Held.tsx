import './People.css'
import { Personal } from '../shared/Personal.tsx'
import { useRosterWords } from './roster-words.ts'
import { type FieldName, useSight } from './useSight.ts'

interface Props {
  readonly field: FieldName
  /** As words; null is not given, or not shown to this reader. */
  readonly children: string | null | undefined
  /** Says beside it, not only on hover, why it is not all there. */
  readonly told?: boolean
}

/** A personal field as far as the reader may see it. Not given and not shown are two different things. */
export function Held({ field, children, told }: Props) {
  const say = useRosterWords()
  const { sight, why } = useSight()(field)
  if (!sight)
    return (
      <span className="held-masked" title={why}>
        <Personal>{null}</Personal>
        {told && <small className="held-why">{why}</small>}
      </span>
    )
  if (!children) return <span className="soft">{told ? say('notGiven') : '–'}</span>
  if (sight === 'full') return <>{children}</>
  return (
    <span className="held-masked" title={why}>
      {children}
      {told && <small className="held-why">{why}</small>}
    </span>
  )
}
