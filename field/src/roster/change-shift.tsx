import { cannotCome } from '@muster/core/roster/asks.wire.ts'
import { objectMyself } from '@muster/core/roster/assign.wire.ts'
import { api } from '../platform/api.ts'
import { useWords } from '../platform/language.ts'
import { Confirm } from '../shared/confirm.tsx'
import { Notice } from '../shared/notice.tsx'
import type { MyAssignment } from './my-shifts.ts'
import { SwapShift } from './swap.tsx'
import { words } from './words.ts'

interface ChangeProps {
  readonly row: MyAssignment
  readonly onChanged: () => void
}

/** What I can do about a shift that has not begun: swap it or give it away, or say that I cannot come; an order is spoken about. */
export function ChangeShift(props: ChangeProps) {
  const say = useWords(words)
  const { row, onChanged } = props
  const { assignmentId, offered, basis } = row
  return (
    <>
      {row.beyond && <Beyond {...props} />}
      <div class={offered ? 'stack' : 'pair'}>
        <SwapShift assignmentId={assignmentId} offered={offered} onChanged={onChanged} />
        {basis === 'VOLUNTARY' ? (
          <Confirm
            label={say('cannotCome')}
            means={say('cannotComeMeans')}
            does={say('cannotComeNow')}
            send={() => api(cannotCome, { assignmentId })}
            onDone={onChanged}
          />
        ) : (
          <p class="soft small">{say('byOrder')}</p>
        )}
      </div>
    </>
  )
}

/** A limit that protects me was lifted for this shift: I need not accept that, not even by order. */
function Beyond({ row: { assignmentId }, onChanged }: ChangeProps) {
  const say = useWords(words)
  return (
    <Notice tone="watch" title={say('beyond')}>
      <p class="small">{say('beyondMeans')}</p>
      <Confirm
        kind="default"
        label={say('notAccept')}
        means={say('notAcceptMeans')}
        does={say('notAccept')}
        send={() => api(objectMyself, { assignmentId })}
        onDone={onChanged}
      />
    </Notice>
  )
}
