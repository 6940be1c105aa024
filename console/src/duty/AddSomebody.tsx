import { checkInFor } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'react'
import { PersonPicker } from '../people/PersonPicker.tsx'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { Confirm } from '../shared/Confirm.tsx'
import { Field } from '../shared/Field.tsx'
import type { Choice } from '../shared/Picker.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useDutyWords } from './words.ts'

/** Somebody came who was not planned: they are here all the same. */
export function AddSomebody({ shiftId, onDone }: { shiftId: string; onDone: () => void }) {
  const say = useDutyWords()
  const done = useDone()
  const [id] = useState(newId)
  const [person, setPerson] = useState<readonly Choice[]>([])
  const { tell, telling, problem } = useTell(checkInFor)
  const [chosen] = person
  const send = async () => {
    if (!chosen || !(await tell({ shiftId, id, personId: chosen.key }))) return
    done(say('confirmed', { name: chosen.name }))
    onDone()
  }
  return (
    <Confirm
      open
      title={say('addSomebody')}
      does={say('addDo')}
      busy={telling}
      blocked={!chosen}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <Field label={say('addPerson')} required>
        {control => <PersonPicker {...control} one value={person} onChange={setPerson} />}
      </Field>
    </Confirm>
  )
}
