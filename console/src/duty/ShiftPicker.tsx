import { gaps } from '@muster/core/duty/boards.wire.ts'
import { shifts } from '@muster/core/duty/captain.wire.ts'
import type { PostBrief } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { useTimes } from '../platform/time.ts'
import { type Choice, Picker } from '../shared/Picker.tsx'
import { usePlanWords } from './plan-words.ts'
import { useRoleWord } from './roles.ts'

interface Props {
  readonly id?: string
  readonly 'aria-describedby'?: string
  readonly post: PostBrief
  /** The shift that somebody comes from. */
  readonly without: string
  readonly value: readonly Choice[]
  readonly onChange: (choices: readonly Choice[]) => void
}

/** Where somebody can be sent: other shifts of the post first, then the places that are short, the most urgent on top. */
export function ShiftPicker({ post, without, ...props }: Props) {
  const plan = usePlanWords()
  const [typed, setTyped] = useState('')
  const { choices, busy } = useShiftChoices(post, without)
  const sought = typed.trim()
  const found = choices.filter(({ name, beside = '' }) => `${name} ${beside}`.includes(sought))
  return <Picker {...props} placeholder={plan('movePick')} found={found} busy={busy} onType={setTyped} />
}

interface Place {
  readonly shiftId: string
  readonly post: { readonly name: string; readonly territory: { readonly name: string } }
  readonly role: string
  readonly startsAt: string
  readonly endsAt: string
  readonly missing: number
}

const AHEAD_HOURS = 24

function useShiftChoices(post: PostBrief, without: string) {
  const plan = usePlanWords()
  const times = useTimes()
  const role = useRoleWord()
  const own = useAsk(shifts, { postId: post.id, hours: AHEAD_HOURS * 2 })
  const short = useAsk(gaps, { hours: AHEAD_HOURS, limit: 200 })
  const asChoice = (one: Place): Choice => ({
    key: one.shiftId,
    name: `${one.post.name} ${times.brief(one.startsAt)}–${times.clock(one.endsAt)}`,
    beside: [
      one.missing > 0 ? plan('placesFree', { count: one.missing }) : plan('placesNone'),
      role(one.role),
      one.post.territory.name,
    ].join(' · '),
  })
  const places = new Map<string, Place>()
  for (const one of [...(own.data?.rows ?? []), ...(short.data?.rows ?? [])])
    if (one.shiftId !== without && !places.has(one.shiftId)) places.set(one.shiftId, one)
  return { choices: [...places.values()].map(asChoice), busy: own.refreshing || short.refreshing }
}
