import { units } from '@muster/core/people/wire.ts'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { type Choice, Picker } from '../shared/Picker.tsx'
import { useRested } from '../shared/useRested.ts'
import { usePeopleWords } from './words.ts'

interface Props {
  readonly id?: string
  /** Said to screen readers where no label stands beside it. */
  readonly label?: string
  readonly many?: boolean
  readonly value: readonly Choice[]
  readonly onChange: (choices: readonly Choice[]) => void
}

/** Chooses units by typing; opened without typing it offers the first of them. */
export function UnitPicker({ label, ...props }: Props) {
  const say = usePeopleWords()
  const [typed, setTyped] = useState('')
  const what = useRested(typed.trim())
  const found = useAsk(units, { ...(what ? { search: what } : {}), limit: 50 }, { keep: true })
  const choices = (found.data?.rows ?? []).map(({ id, name, code, trail }) => ({
    key: id,
    name,
    beside: [code, ...trail.slice(0, -1)].join(' · '),
  }))
  return (
    <Picker
      {...props}
      {...(label ? { 'aria-label': label, placeholder: label } : { placeholder: say('pickUnits') })}
      found={choices}
      busy={found.refreshing}
      onType={setTyped}
    />
  )
}
