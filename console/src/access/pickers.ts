import type { ComponentType } from 'react'
import type { Choice } from '../shared/Picker.tsx'

export type ScopePicker = ComponentType<{
  readonly id?: string
  readonly value: readonly Choice[]
  readonly onChange: (choices: readonly Choice[]) => void
}>

/** How places, units and teams are chosen; given by main.tsx, because access stands left of the slices that know them. */
export interface Pickers {
  readonly territory: ScopePicker
  readonly unit: ScopePicker
  readonly team: ScopePicker
}
