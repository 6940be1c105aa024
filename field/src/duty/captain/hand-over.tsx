import { useState } from 'preact/hooks'
import { useHeard } from '../../platform/draft.ts'
import { useWords } from '../../platform/language.ts'
import { Button } from '../../shared/button.tsx'
import { arrivedOf, draftOf, HandOverForm } from '../hand-over.tsx'
import { words as dutyWords } from '../words.ts'
import type { PersonProps } from './person.tsx'
import { words } from './words.ts'

/** Notes a hand-over for somebody without a phone, to one of those who have come to relieve. */
export function HandOverFor({ line: { person, turn }, sheet, lead }: PersonProps) {
  const say = useWords(words)
  const inWords = useWords(dutyWords)
  const [open, setOpen] = useState(false)
  const of = `${sheet.shift.id}.${person.id}`
  useHeard(draftOf(of), Boolean(turn?.handedOver))
  const here = arrivedOf(sheet.next)
  if (turn?.handedOver) return <p class="soft small">{inWords('handed')}</p>
  if (here.length === 0) return null
  if (open) {
    return (
      <HandOverForm of={of} here={here} busy={lead.busy} onSend={said => lead.act(person.id, 'handed-over', said)} />
    )
  }
  return (
    <Button kind="default" onTap={() => setOpen(true)}>
      {say('handOver')}
    </Button>
  )
}
