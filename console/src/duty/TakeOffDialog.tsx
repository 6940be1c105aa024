import type { Line, Sheet } from '@muster/core/duty/turns.wire.ts'
import { assignments, takeOff } from '@muster/core/roster/assign.wire.ts'
import type { Assignment } from '@muster/core/roster/shapes.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { Answer } from '../shared/Answer.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { Note } from '../shared/Note.tsx'
import { TextField } from '../shared/TextField.tsx'
import { usePlanWords } from './plan-words.ts'

interface Props {
  readonly sheet: Sheet
  readonly line: Line
  /** Said with what was ended, so that there is a way back. */
  readonly onOff: (held: Assignment) => void
  readonly onDone: () => void
}

/** Takes somebody off a shift; what that leaves open is said before it is done. */
export function TakeOffDialog({ sheet: { shift, people }, line, onOff, onDone }: Props) {
  const plan = usePlanWords()
  const [why, setWhy] = useState('')
  const asked = useAsk(assignments, { shiftId: shift.id })
  const off = useTell(takeOff)
  const held = asked.data?.rows.find(({ id }) => id === line.assignmentId)
  const name = line.person.name ?? line.person.volunteerNo
  const meant = people.filter(one => one.assignmentId && one.state !== 'standby').length
  const missing = shift.people - meant + (held?.standby ? 0 : 1)
  const send = async () => {
    if (!held) return
    const said = why.trim() ? { why: why.trim() } : {}
    if (!(await off.tell({ assignmentId: held.id, version: held.version, ...said }))) return
    onDone()
    onOff(held)
  }
  return (
    <Confirm
      open
      grave
      title={`${plan('takeOff')} · ${name}`}
      does={plan('takeOff')}
      busy={off.telling}
      blocked={!held}
      problem={off.problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{plan('takeOffSays')}</p>
      <Answer asked={asked}>
        {() => (
          <>
            {held?.basis === 'DUTY_ORDER' && <p className="soft">{plan('byOrder')}</p>}
            {missing > 0 && <Note state="watch">{plan('takeOffShort', { count: missing })}</Note>}
          </>
        )}
      </Answer>
      <TextField label={plan('offWhy')} hint={plan('offWhyHint')} most={200} value={why} onChange={setWhy} />
    </Confirm>
  )
}
