import { type ANSWERED_FOR, nameAnswering } from '@muster/core/roster/answering.wire.ts'
import { useState } from 'react'
import { PersonPicker } from '../../people/PersonPicker.tsx'
import { useTell } from '../../platform/api.ts'
import { newId } from '../../platform/ids.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { Confirm } from '../../shared/Confirm.tsx'
import { Field } from '../../shared/Field.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { useControlWords } from './words.ts'

interface Props {
  readonly what: (typeof ANSWERED_FOR)[number]
  readonly whatId: string
  /** The building's name: its owner is named, and nothing else can be. */
  readonly site?: string
  readonly onClose: () => void
}

/** Names somebody who answers for something; they are told at once. */
export function NamePerson({ what, whatId, site, onClose }: Props) {
  const say = useControlWords()
  const done = useDone()
  const [id] = useState(newId)
  const [person, setPerson] = useState<readonly Choice[]>([])
  const [kind, setKind] = useState<'linked' | 'answers'>('answers')
  const { tell, telling, problem } = useTell(nameAnswering)
  const title = site ? say('ownerOf', { site }) : say('nameSomebody')
  const send = async () => {
    const [chosen] = person
    if (!chosen) return
    const row = { id, personId: chosen.key, what, whatId, kind: site ? ('owner' as const) : kind }
    if (!(await tell({ rows: [row] }))) return
    done(say('didName'))
    onClose()
  }
  return (
    <Confirm
      open
      title={title}
      does={say('nameSomebody')}
      busy={telling}
      blocked={person.length === 0}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Field label={say('person')} required>
        {control => <PersonPicker {...control} one value={person} onChange={setPerson} />}
      </Field>
      {!site && (
        <ChooseField
          label={say('kind')}
          value={kind}
          options={(['answers', 'linked'] as const).map(key => ({ key, name: say(`kind.${key}`) }))}
          onChange={setKind}
        />
      )}
    </Confirm>
  )
}
