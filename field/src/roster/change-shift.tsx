import { useWords } from '../platform/language.ts'
import { CannotCome } from './cannot-come.tsx'
import type { MyAssignment } from './my-shifts.ts'
import { SwapShift } from './swap.tsx'
import { words } from './words.ts'

/** What I can do about a shift that has not begun: swap it or give it away, or say that I cannot come; an order is spoken about. */
export function ChangeShift({ row, onChanged }: { row: MyAssignment; onChanged: () => void }) {
  const say = useWords(words)
  const { assignmentId, offered, basis } = row
  return (
    <div class={offered ? 'stack' : 'pair'}>
      <SwapShift assignmentId={assignmentId} offered={offered} onChanged={onChanged} />
      {basis === 'VOLUNTARY' ? (
        <CannotCome assignmentId={assignmentId} onGone={onChanged} />
      ) : (
        <p class="soft small">{say('byOrder')}</p>
      )}
    </div>
  )
}
