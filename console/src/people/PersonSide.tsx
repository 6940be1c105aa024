import { create, type Person, update } from '@muster/core/people/wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { Side } from '../shared/Side.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useSharedWords } from '../shared/words.ts'
import { PersonFields } from './PersonFields.tsx'
import { blankPerson, bodyOf, formOf, isPersonReady } from './person-form.ts'
import { useRosterWords } from './roster-words.ts'
import { useNamedUnit } from './useNamed.ts'

interface Props {
  /** Whom to change; a new person when left out. */
  readonly person?: Person
  /** The unit to begin with. */
  readonly unitId?: string | undefined
  readonly onClose: () => void
}

/** Adds somebody to the roster, or changes what is held about them. */
export function PersonSide({ person, unitId, onClose }: Props) {
  const say = useRosterWords()
  const shared = useSharedWords()
  const done = useDone()
  const [id] = useState(newId)
  const unit = useNamedUnit(unitId)
  const [form, setForm] = useState(() => (person ? formOf(person) : blankPerson(unit)))
  const adding = useTell(create)
  const changing = useTell(update)
  const send = async () => {
    const saved = person
      ? await changing.tell({ personId: person.id, version: person.version, ...bodyOf(form) })
      : await adding.tell({ id, ...bodyOf(form) })
    if (!saved) return
    done(say(person ? 'saved' : 'added', { name: saved.name ?? saved.volunteerNo }))
    onClose()
  }
  return (
    <Side
      open
      title={say(person ? 'edit' : 'add')}
      does={person ? shared('save') : say('add')}
      busy={adding.telling || changing.telling}
      blocked={!isPersonReady(form)}
      problem={adding.problem ?? changing.problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <PersonFields form={form} adding={!person} onChange={setForm} />
    </Side>
  )
}
