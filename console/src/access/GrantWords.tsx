import type { Grant } from '@muster/core/access/wire.ts'
import { useTimes } from '../platform/time.ts'
import { useDeskWords } from './desk-words.ts'

/** What a grant is over, and until when. */
export function GrantWords({ grant }: { grant: Grant }) {
  const say = useDeskWords()
  const times = useTimes()
  const over = grant.territory?.name ?? grant.unit?.name ?? grant.team?.name
  const self = grant.role === 'volunteer'
  return (
    <span className="soft">
      · {over ?? (self ? say('holder') : say('scopeWhole'))}
      {grant.until && ` · ${say('untilAt', { at: times.moment(grant.until) })}`}
    </span>
  )
}
