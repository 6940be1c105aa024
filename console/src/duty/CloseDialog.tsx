import { close, type Sheet } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { Confirm } from '../shared/Confirm.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useDutyWords } from './words.ts'

interface Props {
  readonly sheet: Sheet
  readonly onDone: () => void
}

/** The condition has come true: everybody there checks out, and the shift asks for nobody any more. */
export function CloseDialog({ sheet: { shift, post }, onDone }: Props) {
  const say = useDutyWords()
  const [form, setForm] = useState(() => ({ id: newId(), reason: post.closesWhen ?? '' }))
  const { tell, telling, problem } = useTell(close)
  const send = async () => {
    if (await tell({ shiftId: shift.id, id: form.id, reason: form.reason.trim() })) onDone()
  }
  return (
    <Confirm
      open
      grave
      title={say('closePost')}
      does={say('closePost')}
      busy={telling}
      blocked={!form.reason.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('closeSays', { condition: post.closesWhen ?? '–' })}</p>
      <TextField
        label={say('closeReason')}
        required
        most={200}
        value={form.reason}
        onChange={reason => setForm({ ...form, reason })}
      />
    </Confirm>
  )
}
