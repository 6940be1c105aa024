/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */
import { type Ref, useImperativeHandle, useRef } from 'react'
import './DataTable.css'
import { useMoreBeside } from './useMoreBeside.ts'

interface Props {
  readonly caption: string
  /** The body scrolls under its header; the page scrolls if left out. */
  readonly tall?: boolean
  readonly well?: Ref<HTMLElement>
  readonly children: React.ReactNode
}

/** What a table lies in: wider than the page, it scrolls by mouse, finger and keyboard, and shows that it does. */
export function TableWell({ caption, tall, well, children }: Props) {
  const own = useRef<HTMLElement>(null)
  useImperativeHandle(well, () => own.current!)
  const more = useMoreBeside(own)
  const shape = `table-well ${tall ? 'table-tall' : ''} ${more ? 'table-more' : ''}`
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section ref={own} tabIndex={0} className={shape} aria-label={caption}>
      {children}
    </section>
  )
}
