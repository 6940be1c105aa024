import { openRound } from '@muster/core/register/sampling/rounds.wire.ts'
import { TUBE_SIZES } from '@muster/core/register/sampling/tube.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { usePlacesOf } from '../../platform/session.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { MomentField } from '../../shared/MomentField.tsx'
import { NameField } from '../../shared/NameField.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { PlaceField } from '../../territory/PlaceField.tsx'
import { PostsField } from '../PostsField.tsx'
import { useSamplingWords } from './words.ts'

const HOUR = 3_600_000
const USUAL_HOURS = 8
const KINDS = ['sampling', 'testing-order']

interface Props {
  readonly incidentId: string
  readonly onClose: () => void
}

/** Opens a round: where, from when until when, in tubes of how many, at which posts. */
export function OpenRound({ incidentId, onClose }: Props) {
  const say = useSamplingWords()
  const done = useDone()
  const navigate = useNavigate()
  const within = usePlacesOf(['street-desk'])
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const [place, setPlace] = useState<readonly Choice[]>([])
  const [from, setFrom] = useState<string | null>(() => new Date(serverNow()).toISOString())
  const [until, setUntil] = useState<string | null>(() => new Date(serverNow() + USUAL_HOURS * HOUR).toISOString())
  const [size, setSize] = useState<`${(typeof TUBE_SIZES)[number]}`>('10')
  const [sameHousehold, setSameHousehold] = useState(true)
  const [postIds, setPostIds] = useState<readonly string[]>([])
  const { tell, telling, problem } = useTell(openRound)
  const [territory] = place
  const send = async () => {
    if (!territory || !from || !until) return
    const tubeSize = TUBE_SIZES.find(one => String(one) === size) ?? 10
    const when = { startsAt: from, endsAt: until }
    const where = { territory: territory.key, territories: [territory.key], postIds: [...postIds] }
    const made = await tell({ incidentId, id, name: name.trim(), ...when, ...where, tubeSize, sameHousehold })
    if (!made) return
    done(say('opened', { name: made.name }))
    onClose()
    await navigate({ to: `/registers/rounds/${made.id}` })
  }
  return (
    <Side
      open
      title={say('open')}
      does={say('open')}
      busy={telling}
      blocked={!name.trim() || !territory || !from || !until || from >= until || postIds.length === 0}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <NameField label={say('name')} hint={say('nameHint')} value={name} onChange={setName} />
      <PlaceField label={say('place')} required within={within} value={place} onChange={setPlace} />
      <MomentField label={say('startsAt')} value={from} onChange={setFrom} />
      <MomentField label={say('endsAt')} value={until} onChange={setUntil} />
      <ChooseField
        label={say('tubeSize')}
        value={size}
        options={TUBE_SIZES.map(one => ({ key: `${one}` as const, name: say(`size.${one}`) }))}
        onChange={setSize}
      />
      <Tick checked={sameHousehold} onChange={setSameHousehold}>
        {say('sameHousehold')}
      </Tick>
      <PostsField kinds={KINDS} value={postIds} onChange={setPostIds} />
    </Side>
  )
}
