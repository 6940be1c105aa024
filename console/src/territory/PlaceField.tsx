import type { Level } from '@muster/core/territory/codes.ts'
import { Field } from '../shared/Field.tsx'
import type { Choice } from '../shared/Picker.tsx'
import { PlacePicker } from './PlacePicker.tsx'

interface Props {
  readonly label: string
  readonly hint?: string
  readonly required?: boolean
  readonly level?: Level
  /** Only places in these; in the whole city when left out. */
  readonly within?: readonly string[] | undefined
  /** One place or none. */
  readonly value: readonly Choice[]
  readonly onChange: (place: readonly Choice[]) => void
}

/** A labelled place of the city. */
export function PlaceField({ level, within, value, onChange, ...field }: Props) {
  return (
    <Field {...field}>
      {control => (
        <PlacePicker
          {...control}
          {...(level ? { level } : {})}
          within={within}
          value={value}
          onChange={place => onChange(place.slice(-1))}
        />
      )}
    </Field>
  )
}
