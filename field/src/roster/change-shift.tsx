import { objectMyself } from '@muster/core/roster/assign.wire.ts'
import { KeptEntries } from '../ledger/kept-entries.tsx'
import { api } from '../platform/api.ts'
import { useWords } from '../platform/language.ts'
import { outcomeOf, useSync, writeDown } from '../platform/sync.ts'
import { Confirm } from '../shared/confirm.tsx'
import { Notice } from '../shared/notice.tsx'
import type { MyAssignment } from './my-shifts.ts'
import { SwapShift } from './swap.tsx'
import { CANNOT_COME } from './ways.ts'
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
  const { entries } = useSync()
  const kept = entries.filter(({ fact }) => fact.kind === CANNOT_COME && fact.subjectId === assignmentId)
  const free = async () => {
    await outcomeOf(
      await writeDown({ kind: CANNOT_COME, subjectId: assignmentId, payload: {} }, say('cannotCome')),
      ANSWER_MS,
    )
  }
  if (kept.some(({ state }) => state === 'waits')) return <KeptEntries entries={kept} />
  return (
    <>
      <KeptEntries entries={kept} />
      {row.beyond && <Beyond {...props} />}
      <div class={offered ? 'stack' : 'pair'}>
        <SwapShift assignmentId={assignmentId} offered={offered} onChanged={onChanged} />
        {basis === 'VOLUNTARY' ? (
          <Confirm
            label={say('cannotCome')}
            means={say('cannotComeMeans')}
            does={say('cannotComeNow')}
            send={free}
            onDone={onChanged}
          />
        ) : (
          <p class="soft small">{say('byOrder')}</p>
        )}
      </div>
    </>
  )
}

/** With a line the answer comes within this time; without one it is kept, and the page says so. */
const ANSWER_MS = 6_000

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
