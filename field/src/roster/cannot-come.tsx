import { cannotCome } from '@muster/core/roster/asks.wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { useWords } from '../platform/language.ts'
import { useAct } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { TroubleNotice } from '../shared/notice.tsx'
import { Sheet } from '../shared/sheet.tsx'
import { words } from './words.ts'

/** “I cannot come”: one tap and one look at what it means. No reason is asked, and none is kept. */
export function CannotCome({ assignmentId, onGone }: { assignmentId: string; onGone: () => void }) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const { busy, trouble, act } = useAct()
  const send = () =>
    act(async () => {
      await api(cannotCome, { assignmentId })
      setOpen(false)
      onGone()
    })
  return (
    <>
      <Button kind="quiet" onTap={() => setOpen(true)}>
        {say('cannotCome')}
      </Button>
      {open && (
        <Sheet title={say('cannotCome')} onClose={() => setOpen(false)}>
          <p>{say('cannotComeMeans')}</p>
          <TroubleNotice trouble={trouble} onRetry={send} />
          <Button kind="warn" busy={busy} onTap={send}>
            {say('cannotComeNow')}
          </Button>
        </Sheet>
      )}
    </>
  )
}
