import { useState } from 'preact/hooks'
import { useWords } from '../../platform/language.ts'
import { Button } from '../../shared/button.tsx'
import { Choice } from '../../shared/field.tsx'
import type { SayHurt } from '../hurt.tsx'
import { words } from './words.ts'

/** Somebody beside me is hurt or needs support. */
export function HurtFor({ name, busy, onSay }: { name: string; busy: boolean; onSay: SayHurt }) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const [leaves, setLeaves] = useState(true)
  if (!open) {
    return (
      <Button kind="quiet" onTap={() => setOpen(true)}>
        {say('hurt')}
      </Button>
    )
  }
  return (
    <>
      <p class="small">{say('hurtMeans')}</p>
      <Choice label={say('hurtLeaves')} checked={leaves} onChange={setLeaves} />
      <Button kind="warn" busy={busy} onTap={() => onSay('injury', leaves)}>
        {say('injury', { name })}
      </Button>
      <Button kind="warn" busy={busy} onTap={() => onSay('distress', leaves)}>
        {say('distress', { name })}
      </Button>
    </>
  )
}
