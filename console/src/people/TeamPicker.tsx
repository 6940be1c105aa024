import { teams } from '@muster/core/people/teams.wire.ts'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { type Choice, Picker } from '../shared/Picker.tsx'
import { useRested } from '../shared/useRested.ts'
import { useTeamWords } from './team-words.ts'

interface Props {
  readonly id?: string
  /** Said to screen readers where no label stands beside it. */
  readonly label?: string
  readonly many?: boolean
  readonly value: readonly Choice[]
  readonly onChange: (choices: readonly Choice[]) => void
}

/** Chooses teams by their names. */
export function TeamPicker({ label, ...props }: Props) {
  const say = useTeamWords()
  const [typed, setTyped] = useState('')
  const what = useRested(typed.trim())
  const found = useAsk(teams, { ...(what ? { search: what } : {}), limit: 50 }, { keep: true })
  const choices = (found.data?.rows ?? []).map(({ id, name, unit, territory }) => ({
    key: id,
    name,
    beside: unit?.name ?? territory?.name ?? '',
  }))
  return (
    <Picker
      {...props}
      {...(label ? { 'aria-label': label, placeholder: label } : { placeholder: say('find') })}
      found={choices}
      busy={found.refreshing}
      onType={setTyped}
    />
  )
}
