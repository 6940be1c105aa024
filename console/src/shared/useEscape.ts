import { useCanGoBack, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Esc goes back one step: out of a field, then to the page before, then up. Dialogs close themselves first. */
export function useEscape(): void {
  const navigate = useNavigate()
  const canGoBack = useCanGoBack()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || layerOpen()) return
      const at = document.activeElement
      if (at instanceof HTMLElement && at.matches('input, textarea, select, [contenteditable]')) at.blur()
      else if (canGoBack) history.back()
      else void navigate({ to: location.pathname.replace(/\/[^/]*$/, '') || '/' })
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [navigate, canGoBack])
}

/** Whether a dialog, drawer or list lies over the page. */
const layerOpen = () =>
  [...document.querySelectorAll('[role="dialog"], .ant-select-dropdown, .ant-dropdown')].some(layer =>
    layer.checkVisibility(),
  )
