import { actFor, type Line, type Sheet } from '@muster/core/duty/turns.wire.ts'
import type { InputOf } from '@muster/core/platform/endpoint.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { serverNow } from '../platform/clock.ts'
import { newId } from '../platform/ids.ts'
import { useTimes } from '../platform/time.ts'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { MomentField } from '../shared/MomentField.tsx'
import { usePlanWords } from './plan-words.ts'

type Why = NonNullable<InputOf<typeof actFor>['why']>

interface Form {
  readonly id: string
  /** Null: now. */
  readonly at: string | null
  readonly why: Why
}

interface Props {
  readonly sheet: Sheet
  readonly line: Line
  readonly onLeft: () => void
  readonly onDone: () => void
}

/** Somebody leaves. Before the end it matters why: who is relieved leaves nothing open, who goes early does. */
export function LeaveDialog({ sheet, line, onLeft, onDone }: Props) {
  const plan = usePlanWords()
  const times = useTimes()
  const { shift, next } = sheet
  const early = !shift.openEnd && Date.parse(shift.endsAt) > serverNow()
  const relieved = next?.people.some(({ arrived }) => arrived) ?? false
  const [form, setForm] = useState<Form>(() => ({
    id: newId(),
    // Who never checked out has left by now: most likely with the shift.
    at: line.turn?.why === 'unsaid' ? shift.endsAt : null,
    why: early ? (relieved ? 'relieved' : 'early') : 'ended',
  }))
  const { tell, telling, problem } = useTell(actFor)
  const send = async () => {
    const { id, at, why } = form
    const when = at ? { occurredAt: at } : {}
    const about = { shiftId: shift.id, personId: line.person.id }
    if (!(await tell({ ...about, id, what: 'checked-out', why, ...when }))) return
    onDone()
    onLeft()
  }
  const WHYS: readonly Why[] = early ? ['relieved', 'early', 'ended'] : ['ended', 'relieved']
  return (
    <Confirm
      open
      title={`${plan('leave')} · ${line.person.name ?? line.person.volunteerNo}`}
      does={plan('leave')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      {early && <p>{plan('leaveEarly', { at: times.brief(shift.endsAt) })}</p>}
      <ChooseField
        label={plan('leaveWhy')}
        hint={plan(`leaveSays.${form.why}`)}
        value={form.why}
        options={WHYS.map(key => ({ key, name: plan(`leaveWhy.${key}`) }))}
        onChange={why => setForm({ ...form, why })}
      />
      <MomentField label={plan('leaveAt')} value={form.at} onChange={at => setForm({ ...form, at })} />
    </Confirm>
  )
}
