import { CAUSES, raiseShortage } from '@muster/core/roster/shortage.wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { MomentField } from '../shared/MomentField.tsx'
import { TextField } from '../shared/TextField.tsx'
import { Tick } from '../shared/Ticks.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useDutyWords } from './words.ts'

interface Props {
  readonly shiftId: string
  readonly title: string
  readonly people: number
  readonly onDone: () => void
}

/** So many people are missing: asked in waves, first consent wins. */
export function ShortageDialog({ shiftId, title, people, onDone }: Props) {
  const say = useDutyWords()
  const done = useDone()
  const [form, setForm] = useState(() => ({
    id: newId(),
    people: String(people),
    cause: 'gap' as (typeof CAUSES)[number],
    neededBy: null as string | null,
    ask: true,
  }))
  const { tell, telling, problem } = useTell(raiseShortage)
  const count = Number(form.people)
  const send = async () => {
    const { id, cause, ask, neededBy } = form
    if (!(await tell({ shiftId, id, people: count, cause, ask, ...(neededBy ? { neededBy } : {}) }))) return
    done(say('raised'))
    onDone()
  }
  return (
    <Confirm
      open
      title={`${say('raiseTitle')} · ${title}`}
      does={say('raiseDoes')}
      busy={telling}
      blocked={!Number.isInteger(count) || count < 1 || count > 500}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('raiseSays')}</p>
      <div className="fields">
        <TextField
          label={say('raisePeople')}
          required
          most={3}
          value={form.people}
          onChange={people => setForm({ ...form, people })}
        />
        <ChooseField
          label={say('raiseCause')}
          value={form.cause}
          options={CAUSES.map(key => ({ key, name: say(`cause.${key}`) }))}
          onChange={cause => setForm({ ...form, cause })}
        />
      </div>
      <MomentField label={say('raiseBy')} value={form.neededBy} onChange={neededBy => setForm({ ...form, neededBy })} />
      <Tick checked={form.ask} onChange={ask => setForm({ ...form, ask })}>
        {say('raiseAsk')}
      </Tick>
    </Confirm>
  )
}
