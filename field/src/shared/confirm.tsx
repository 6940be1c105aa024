import { useState } from 'preact/hooks'
import { useAct } from '../platform/load.ts'
import { Button } from './button.tsx'
import { TroubleNotice } from './notice.tsx'
import { Sheet } from './sheet.tsx'

interface ConfirmProps {
  readonly label: string
  /** What it means, before it is done. */
  readonly means: string
  /** What the button says that does it. */
  readonly does: string
  readonly kind?: 'default' | 'quiet'
  readonly send: () => Promise<unknown>
  readonly onDone: () => void
}

/** One tap, one look at what it means, one more tap: for what cannot be taken back by oneself. */
export function Confirm({ label, means, does, kind = 'quiet', send, onDone }: ConfirmProps) {
  const [open, setOpen] = useState(false)
  const { busy, trouble, act, retry } = useAct()
  const go = () =>
    act(async () => {
      await send()
      setOpen(false)
      onDone()
    })
  return (
    <>
      <Button kind={kind} onTap={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <Sheet title={label} onClose={() => setOpen(false)}>
          <p>{means}</p>
          <TroubleNotice trouble={trouble} onRetry={retry} />
          <Button kind="warn" busy={busy} onTap={go}>
            {does}
          </Button>
        </Sheet>
      )}
    </>
  )
}
