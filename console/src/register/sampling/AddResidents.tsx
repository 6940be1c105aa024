import { type ResidentLine, readResidentLines } from '@muster/core/register/sampling/resident-lines.ts'
import { addResidents } from '@muster/core/register/sampling/residents.wire.ts'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { usePlacesOf } from '../../platform/session.ts'
import { useIds } from '../../platform/useIds.ts'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { Note } from '../../shared/Note.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { PlaceField } from '../../territory/PlaceField.tsx'
import { useSamplingWords } from './words.ts'

/** What one request takes. */
const AT_ONCE = 500

interface Props {
  readonly incidentId: string
  readonly onClose: () => void
}

/** Takes residents as a spreadsheet keeps them; pressed again after a broken line, nobody is there twice. */
export function AddResidents({ incidentId, onClose }: Props) {
  const say = useSamplingWords()
  const done = useDone()
  const within = usePlacesOf(['city-desk', 'street-desk'])
  const [place, setPlace] = useState<readonly Choice[]>([])
  const [text, setText] = useState('')
  const idOf = useIds()
  const { tell, telling, problem } = useTell(addResidents)
  const { residents, unread } = readResidentLines(text)
  const [territory] = place.map(({ key }) => key)
  const send = async () => {
    if (!territory) return
    const rows = rowsOf(residents, territory, idOf)
    const sum = { added: 0, known: 0 }
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const answer = await tell({ incidentId, rows: rows.slice(at, at + AT_ONCE) })
      if (!answer) return
      sum.added += answer.added
      sum.known += answer.known
    }
    done(say('residentsAdded', sum))
    onClose()
  }
  return (
    <Side
      open
      wide
      title={say('residents')}
      does={say('residentsAdd', { count: residents.length })}
      busy={telling}
      blocked={!territory || residents.length === 0 || unread.length > 0}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <PlaceField label={say('place')} required within={within} value={place} onChange={setPlace} />
      <Field label={say('residentsLines')} hint={say('residentsHint')} required>
        {control => <LongText {...control} rows={12} most={200_000} value={text} onChange={setText} />}
      </Field>
      <div aria-live="polite">
        {residents.length > 0 && (
          <Note state="good">
            {say('residentsRead', { count: residents.length, doors: new Set(residents.map(doorOf)).size })}
          </Note>
        )}
        {unread.length > 0 && (
          <Note state="gap">{say('residentsUnread', { lines: unread.slice(0, 10).join(' · ') })}</Note>
        )}
      </div>
    </Side>
  )
}

const doorOf = ({ building, door }: ResidentLine) => `${building ?? ''}\n${door}`

/** With ids that stay while one types: the same door is the same household. */
function rowsOf(residents: readonly ResidentLine[], territory: string, idOf: (key: string) => string) {
  return residents.map(one => ({
    id: idOf(Object.values(one).join('\n')),
    householdId: idOf(doorOf(one)),
    territory,
    // Whoever is found or called is told apart by the building too.
    door: `${one.building ?? ''}${one.door}`,
    ...(one.building && { building: one.building }),
    ...(one.name && { name: one.name }),
    ...(one.phone && { phone: one.phone }),
  }))
}
