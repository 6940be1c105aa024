import { useState } from 'preact/hooks'
import { useDraft } from '../../platform/draft.ts'
import { useWords } from '../../platform/language.ts'
import { Button } from '../../shared/button.tsx'
import { Field, Select } from '../../shared/field.tsx'
import { words as dutyWords } from '../words.ts'
import type { PersonProps } from './person.tsx'
import { words } from './words.ts'

/** Notes a hand-over for somebody without a phone, to one of those who have come to relieve. */
export function HandOverFor({ line, sheet, lead }: PersonProps) {
  const say = useWords(words)
  const inWords = useWords(dutyWords)
  const [open, setOpen] = useState(false)
  const handed = line.turn?.handedOver != null
  const { draft, change } = useDraft(`hand-over.${sheet.shift.id}.${line.person.id}`, { note: '', to: '' }, handed)
  const here = sheet.next?.people.filter(({ arrived }) => arrived) ?? []
  if (handed) return <p class="soft small">{inWords('handed')}</p>
  if (here.length === 0) return null
  const to = here.some(({ person }) => person.id === draft.to) ? draft.to : here[0]!.person.id
  const note = draft.note.trim()
  if (!open) {
    return (
      <Button kind="default" onTap={() => setOpen(true)}>
        {say('handOver')}
      </Button>
    )
  }
  return (
    <>
      <Select
        label={say('handOverTo')}
        value={to}
        options={here.map(({ person }) => [person.id, person.name ?? person.volunteerNo] as const)}
        onChange={chosen => change({ to: chosen })}
      />
      <Field
        label={say('handOverNote')}
        hint={inWords('handOverHint')}
        optional
        lines={3}
        most={500}
        value={draft.note}
        onChange={value => change({ note: value })}
      />
      <Button
        busy={lead.busy}
        onTap={() => lead.act(line.person.id, 'handed-over', { otherId: to, ...(note && { note }) })}
      >
        {note ? say('handOver') : say('handOverNothing')}
      </Button>
    </>
  )
}
