import { useSyncExternalStore } from 'react'
import type { Appearance } from './tokens.ts'

/** What the reader chose; `system` follows the computer. */
export type Choice = Appearance | 'system'
const KEPT = 'appearance'
const dark = matchMedia('(prefers-color-scheme: dark)')
const contrast = matchMedia('(prefers-contrast: more)')
const still = matchMedia('(prefers-reduced-motion: reduce)')
const listeners = new Set<() => void>()

/** The choice kept on this computer. */
export const chosenAppearance = (): Choice => {
  const kept = localStorage.getItem(KEPT)
  return kept === 'light' || kept === 'dark' || kept === 'sun' ? kept : 'system'
}

/** Keeps a choice and wears it at once. */
export function chooseAppearance(choice: Choice): void {
  localStorage.setItem(KEPT, choice)
  for (const listener of listeners) listener()
}

function appearance(): Appearance {
  const choice = chosenAppearance()
  if (choice !== 'system') return choice
  if (contrast.matches) return 'sun'
  return dark.matches ? 'dark' : 'light'
}

/** Light, dark for the wall, or high contrast for the sun. */
export const useAppearance = (): Appearance =>
  useSyncExternalStore(listener => {
    listeners.add(listener)
    dark.addEventListener('change', listener)
    contrast.addEventListener('change', listener)
    return () => {
      listeners.delete(listener)
      dark.removeEventListener('change', listener)
      contrast.removeEventListener('change', listener)
    }
  }, appearance)

/** Whether the reader asked the computer for no motion. */
export const useStill = (): boolean =>
  useSyncExternalStore(
    listener => {
      still.addEventListener('change', listener)
      return () => still.removeEventListener('change', listener)
    },
    () => still.matches,
  )
