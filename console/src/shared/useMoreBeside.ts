import { type RefObject, useEffect, useState } from 'react'

/** Whether something is hidden beyond the right edge of what scrolls sideways. */
export function useMoreBeside(well: RefObject<HTMLElement | null>): boolean {
  const [more, setMore] = useState(false)
  useEffect(() => {
    const element = well.current
    if (!element) return
    // Widths are rounded: one pixel is not more.
    const look = () => setMore(element.scrollLeft + element.clientWidth < element.scrollWidth - 1)
    const sizes = new ResizeObserver(look)
    for (const one of [element, ...element.children]) sizes.observe(one)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [well])
  return more
}
