import { cancelShift, type ShiftLine } from '@muster/core/roster/posts.wire.ts'
import type { Post } from '@muster/core/roster/shapes.ts'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { useNow } from '../../platform/clock.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Confirm } from '../../shared/Confirm.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { Reason } from './PostActs.tsx'
import { ShiftSide } from './ShiftSide.tsx'
import { usePostWords } from './words.ts'

/** The shifts of a post around today, with how many are meant to come; each opens with its people. */
export function ShiftTable({ post, shifts }: { post: Post; shifts: readonly ShiftLine[] }) {
  const say = usePostWords()
  const now = useNow(60_000)
  const [cancelling, setCancelling] = useState<ShiftLine>()
  const [opened, setOpened] = useState<ShiftLine>()
  // What was opened is shown as it stands now, also after it was amended.
  const shown = shifts.find(({ id }) => id === opened?.id)
  return (
    <>
      <DataTable
        caption={say('shifts')}
        columns={useColumns(post, setCancelling, setOpened)}
        rows={shifts}
        keyOf={({ id }) => id}
        tone={row => (missing(row) > 0 && Date.parse(row.endsAt) > now ? 'watch' : undefined)}
        empty={<Empty title={say('noShifts')}>{say('noShiftsDo')}</Empty>}
      />
      {shown && <ShiftSide post={post} shift={shown} onClose={() => setOpened(undefined)} />}
      {cancelling && <CancelShift shift={cancelling} onClose={() => setCancelling(undefined)} />}
    </>
  )
}

const missing = ({ cancelled, people, assigned }: ShiftLine) => (cancelled ? 0 : Math.max(0, people - assigned))

function useColumns(
  post: Post,
  onCancel: (shift: ShiftLine) => void,
  onOpen: (shift: ShiftLine) => void,
): Column<ShiftLine>[] {
  const say = usePostWords()
  const times = useTimes()
  const now = useNow(60_000)
  const role = (word: string) => (word === 'member' || word === 'leader' ? say(word) : word)
  const over = (row: ShiftLine) => row.cancelled || Date.parse(row.endsAt) <= now
  return [
    {
      key: 'hours',
      title: say('hours'),
      cell: row => (
        <button type="button" className={`text-link ${over(row) ? 'soft' : ''}`} onClick={() => onOpen(row)}>
          {times.moment(row.startsAt)}–{row.openEnd ? say('untilCondition') : times.clock(row.endsAt)}{' '}
          {row.cancelled && say('cancelled')}
        </button>
      ),
    },
    { key: 'role', title: say('role'), cell: row => role(row.role) },
    {
      key: 'assigned',
      title: say('assigned'),
      number: true,
      cell: row =>
        missing(row) > 0 && !over(row) ? (
          <StateMark state="watch">{`${row.assigned} / ${row.people}`}</StateMark>
        ) : (
          `${row.assigned} / ${row.people}`
        ),
    },
    { key: 'standby', title: say('standby'), number: true, cell: row => `${row.onStandby} / ${row.standby}` },
    {
      key: 'cancel',
      title: '',
      cell: row =>
        !over(row) &&
        post.state === 'open' && (
          <Act verb="roster.plan" size="small" onClick={() => onCancel(row)}>
            {say('cancelShift')}
          </Act>
        ),
    },
  ]
}

function CancelShift({ shift, onClose }: { shift: ShiftLine; onClose: () => void }) {
  const say = usePostWords()
  const done = useDone()
  const [reason, setReason] = useState('')
  const { tell, telling, problem } = useTell(cancelShift)
  const send = async () => {
    if (!(await tell({ shiftId: shift.id, version: shift.version, reason }))) return
    done(say('didCancel'))
    onClose()
  }
  return (
    <Confirm
      open
      grave
      title={say('cancelShift')}
      does={say('cancelShift')}
      busy={telling}
      blocked={!reason.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Reason value={reason} onChange={setReason} />
    </Confirm>
  )
}
