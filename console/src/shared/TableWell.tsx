/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */
import type { Ref } from 'react'
import './DataTable.css'

interface Props {
  readonly caption: string
  /** The body scrolls under its header; the page scrolls if left out. */
  readonly tall?: boolean
  readonly well?: Ref<HTMLElement>
  readonly children: React.ReactNode
}

/** What a table lies in: wider than the page, it scrolls by mouse, finger and keyboard. */
export function TableWell({ caption, tall, well, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section ref={well} tabIndex={0} className={`table-well ${tall ? 'table-tall' : ''}`} aria-label={caption}>
      {children}
    </section>
  )
}
