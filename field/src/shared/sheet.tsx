import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useWords } from '../platform/language.ts'
import { Button } from './button.tsx'
import { words } from './words.ts'

interface SheetProps {
  readonly title: string
  readonly children: ComponentChildren
  readonly onClose: () => void
}

/** Rises from the lower edge to ask one thing; keeps the keyboard inside, Esc closes it. */
export function Sheet({ title, children, onClose }: SheetProps) {
  const say = useWords(words)
  const body = useRef<HTMLDialogElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close.current()
      if (event.key === 'Tab' && body.current) keepInside(event, body.current)
    }
    body.current?.focus()
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      before?.focus()
    }
  }, [])
  return (
    <div class="sheet">
      {/* Not `showModal`, which iOS 13 lacks: there this is a plain box, and its label still tells what it is. */}
      <dialog open class="sheet__body" aria-modal="true" aria-label={title} tabIndex={-1} ref={body}>
        <h2>{title}</h2>
        {children}
        <Button kind="quiet" onTap={onClose}>
          {say('cancel')}
        </Button>
      </dialog>
    </div>
  )
}

function keepInside(event: KeyboardEvent, body: HTMLElement): void {
  const stops = [...body.querySelectorAll<HTMLElement>('a[href], button:not([disabled]), input, textarea, select')]
  const [first, last] = [stops[0], stops[stops.length - 1]]
  const here = document.activeElement
  if (event.shiftKey && (here === first || here === body)) {
    event.preventDefault()
    last?.focus()
  } else if (!event.shiftKey && here === last) {
    event.preventDefault()
    first?.focus()
  }
}
