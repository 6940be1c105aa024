import type { Sheet as DutySheet } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'preact/hooks'
import { useDraft } from '../../platform/draft.ts'
import { useWords } from '../../platform/language.ts'
import { Button } from '../../shared/button.tsx'
import { Field } from '../../shared/field.tsx'
import { Sheet } from '../../shared/sheet.tsx'
import type { Lead } from './lead.ts'
import { words } from './words.ts'

/** “Queue empty”: the shift ends when its captain says so, in words of the captain's own. */
export function CloseShift({ sheet: { shift, post }, lead }: { sheet: DutySheet; lead: Lead }) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const { draft, change } = useDraft(`close.${shift.id}`, { why: post.closesWhen ?? '' })
  const send = () => {
    setOpen(false)
    lead.close(draft.why.trim())
  }
  return (
    <>
      <Button kind="quiet" onTap={() => setOpen(true)}>
        {say('closePost')}
      </Button>
      {open && (
        <Sheet title={say('closePost')} onClose={() => setOpen(false)}>
          <p class="small">{say('closeMeans')}</p>
          <Field label={say('closeWhy')} most={200} value={draft.why} onChange={why => change({ why })} />
          <Button kind="warn" busy={lead.busy} disabled={draft.why.trim() === ''} onTap={send}>
            {say('closeNow')}
          </Button>
        </Sheet>
      )}
    </>
  )
}
