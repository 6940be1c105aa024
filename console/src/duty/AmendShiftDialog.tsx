import { amendShift } from '@muster/core/roster/posts.wire.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { Confirm } from '../shared/Confirm.tsx'
import { MomentField } from '../shared/MomentField.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useDone } from '../shared/useDone.tsx'
import { usePlanWords } from './plan-words.ts'

const isCount = (typed: string, least: number) =>
  /^\d{1,3}$/.test(typed) && Number(typed) >= least && Number(typed) <= 500

/** Other numbers or hours for one shift; who would stand there beyond the limits is said before it is saved. */
export function AmendShiftDialog({ shift, onDone }: { shift: Shift; onDone: () => void }) {
  const plan = usePlanWords()
  const done = useDone()
  const [form, setForm] = useState(() => ({
    people: String(shift.people),
    standby: String(shift.standby),
    startsAt: shift.startsAt as string | null,
    endsAt: shift.endsAt as string | null,
  }))
  const set = (over: Partial<typeof form>) => setForm({ ...form, ...over })
  const { tell, telling, problem } = useTell(amendShift)
  const { startsAt, endsAt } = form
  const fits = isCount(form.people, 1) && isCount(form.standby, 0) && startsAt !== null && endsAt !== null
  const send = async () => {
    if (!startsAt || !endsAt) return
    const { role, skills, openEnd, version } = shift
    const numbers = { people: Number(form.people), standby: Number(form.standby) }
    if (!(await tell({ shiftId: shift.id, version, role, skills, openEnd, startsAt, endsAt, ...numbers }))) return
    done(plan('amended'))
    onDone()
  }
  return (
    <Confirm
      open
      title={plan('amend')}
      does={plan('amendDo')}
      busy={telling}
      blocked={!fits}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{plan('amendSays')}</p>
      <div className="fields">
        <TextField label={plan('amendPeople')} most={3} value={form.people} onChange={people => set({ people })} />
        <TextField label={plan('amendStandby')} most={3} value={form.standby} onChange={standby => set({ standby })} />
      </div>
      <MomentField label={plan('amendStarts')} value={startsAt} onChange={next => set({ startsAt: next })} />
      <MomentField label={plan('amendEnds')} value={endsAt} onChange={next => set({ endsAt: next })} />
    </Confirm>
  )
}
