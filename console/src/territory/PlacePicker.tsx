import type { Level } from '@muster/core/territory/codes.ts'
import { search } from '@muster/core/territory/wire.ts'
import { useState } from 'react'
import { useAskEach } from '../platform/api.ts'
import { type Choice, Picker } from '../shared/Picker.tsx'
import { useRested } from '../shared/useRested.ts'
import { useTerritoryWords } from './words.ts'

interface Props {
  readonly id?: string
  /** Said to screen readers where no label stands beside it. */
  readonly label?: string
  readonly many?: boolean
  /** Only places of this level. */
  readonly level?: Level
  /** Only places in these; in the whole city when left out. */
  readonly within?: readonly string[] | undefined
  readonly value: readonly Choice[]
  readonly onChange: (choices: readonly Choice[]) => void
}

/** Chooses places of the city by typing. */
export function PlacePicker({ label, level, within, ...props }: Props) {
  const say = useTerritoryWords()
  const [typed, setTyped] = useState('')
  const what = useRested(typed.trim())
  const query = { search: what, limit: 20, ...(level ? { level } : {}) }
  const found = useAskEach(search, within?.map(code => ({ ...query, within: code })) ?? [query], what !== '')
  // A place inside two of them is found twice.
  const rows = new Map((what ? found.answers : []).flatMap(answer => answer.rows.map(row => [row.code, row] as const)))
  const choices = [...rows.values()].map(({ code, name, trail }) => ({
    key: code,
    name,
    beside: trail.slice(0, -1).join(' · '),
  }))
  return (
    <Picker
      {...props}
      {...(label ? { 'aria-label': label, placeholder: label } : { placeholder: say('pick') })}
      found={choices}
      busy={found.refreshing}
      onType={setTyped}
    />
  )
}
