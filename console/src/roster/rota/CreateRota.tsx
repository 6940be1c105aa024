import { create } from '@muster/core/roster/rota.wire.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { usePlacesOf } from '../../platform/session.ts'
import { useTimes } from '../../platform/time.ts'
import { Side } from '../../shared/Side.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { PlaceField } from '../../territory/PlaceField.tsx'
import { Rules, When, Whom } from './RotaFields.tsx'
import { RotaPosts, usePostsAt } from './RotaPosts.tsx'
import { bodyOfRota, hasPool, NO_POOL, type RotaForm, USUAL_SETTINGS } from './rota-form.ts'
import { useRotaWords } from './words.ts'

/** A rota is a place, its posts, some days and a pool; everything else can be changed on the board. */
export function CreateRota({ onDone }: { onDone: () => void }) {
  const say = useRotaWords()
  const navigate = useNavigate()
  const [form, set] = useForm()
  const [id] = useState(newId)
  const within = usePlacesOf(['street-desk'])
  const { tell, telling, problem } = useTell(create)
  const [place] = form.place
  const found = usePostsAt(place?.key)
  const postIds = form.postIds ?? found.data?.rows.map(post => post.id) ?? []
  const send = async () => {
    const rota = await tell({ code: place?.key ?? '', id, ...bodyOfRota(form, postIds) })
    if (!rota) return
    onDone()
    await navigate({ to: `/rotas/${rota.id}` })
  }
  return (
    <Side
      open
      title={say('create')}
      does={say('create')}
      busy={telling}
      blocked={!form.name.trim() || !place || postIds.length === 0 || !hasPool(form) || !form.from}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <TextField label={say('name')} required most={80} value={form.name} onChange={name => set({ name })} />
      <PlaceField
        label={say('createPlace')}
        required
        within={within}
        value={form.place}
        onChange={next => set({ place: next, postIds: undefined })}
      />
      {place && <RotaPosts found={found} value={postIds} onChange={chosen => set({ postIds: chosen })} />}
      <When form={form} onSet={set} />
      <Whom form={form} onSet={set} />
      <Rules form={form} onSet={set} />
    </Side>
  )
}

/** A week from tomorrow, to begin with. */
function useForm(): readonly [RotaForm, (over: Partial<RotaForm>) => void] {
  const times = useTimes()
  const [form, setForm] = useState<RotaForm>(() => ({
    ...NO_POOL,
    name: '',
    place: [],
    postIds: undefined,
    from: times.toField(serverNow() + 86_400_000).slice(0, 10),
    days: '7',
    settings: USUAL_SETTINGS,
  }))
  return [form, over => setForm({ ...form, ...over })]
}
