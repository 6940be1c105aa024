import { list } from '@muster/core/people/wire.ts'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { type Choice, Picker } from '../shared/Picker.tsx'
import { useRested } from '../shared/useRested.ts'
import { useTeamWords } from './team-words.ts'

interface Props {
  readonly id?: string
  /** One person and no more: the list closes when somebody is chosen. */
  readonly one?: boolean
  readonly value: readonly Choice[]
  readonly onChange: (choices: readonly Choice[]) => void
}

/** Chooses people by name, number or pinyin initials; number and unit tell namesakes apart. */
export function PersonPicker({ one = false, ...props }: Props) {
  const say = useTeamWords()
  const [typed, setTyped] = useState('')
  const what = useRested(typed.trim())
  const found = useAsk(list, { search: what, limit: 20 }, { when: what !== '', keep: true })
  const choices = (what ? (found.data?.rows ?? []) : []).map(({ id, name, volunteerNo, unit }) => ({
    key: id,
    name: name ?? volunteerNo,
    beside: `${volunteerNo} · ${unit.name}`,
  }))
  return (
    <Picker
      {...props}
      many={!one}
      placeholder={say('addPick')}
      found={choices}
      busy={found.refreshing}
      onType={setTyped}
    />
  )
}
