import { createPost, layOut } from '@muster/core/roster/posts.wire.ts'
import { sites } from '@muster/core/roster/sites.wire.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { usePlacesOf } from '../../platform/session.ts'
import { useTimes } from '../../platform/time.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { NameField } from '../../shared/NameField.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { PlaceField } from '../../territory/PlaceField.tsx'
import { daysLater } from './days.ts'
import { type KindChoice, KindFields, type KindForm, useKindChoice } from './KindFields.tsx'
import { PackPost } from './PackPost.tsx'
import { usePostWords } from './words.ts'

/** How many days the usual hours are laid out for. */
const DAYS = 7

interface Form extends KindForm {
  readonly id: string
  readonly batchId: string
  readonly name: string
  readonly place: readonly Choice[]
  readonly siteId: string
  readonly withHours: boolean
}
const blank = (): Form => ({
  id: newId(),
  batchId: newId(),
  incidentId: undefined,
  kind: '',
  ownKind: '',
  name: '',
  place: [],
  siteId: '',
  withHours: true,
})

/** Sets a post up from the hazard pack: a kind, a place and a name are enough. */
export function CreatePost({ onClose }: { onClose: () => void }) {
  const say = usePostWords()
  const [form, setForm] = useState(blank)
  const set = (over: Partial<Form>) => setForm({ ...form, ...over })
  const choice = useKindChoice(form)
  const sending = useSend(form, choice, onClose)
  return (
    <Side
      open
      title={say('setUp')}
      does={say('setUp')}
      busy={sending.busy}
      blocked={!form.name.trim() || !form.place[0] || !choice.kind}
      problem={sending.problem}
      onDo={() => void sending.send()}
      onClose={onClose}
    >
      <KindFields form={form} choice={choice} onSet={set} />
      <NameField label={say('name')} value={form.name} onChange={name => set({ name })} />
      <Where form={form} onSet={set} />
      {choice.pack && (
        <>
          <PackPost post={choice.pack} />
          <Tick checked={form.withHours} onChange={withHours => set({ withHours })}>
            {say('withHours', { days: DAYS })}
          </Tick>
        </>
      )}
    </Side>
  )
}

function useSend(form: Form, { incidentId, pack, kind }: KindChoice, onClose: () => void) {
  const say = usePostWords()
  const times = useTimes()
  const done = useDone()
  const navigate = useNavigate()
  const create = useTell(createPost)
  const lay = useTell(layOut)
  const send = async () => {
    const made = await create.tell({
      id: form.id,
      incidentId: incidentId || null,
      territory: form.place[0]!.key,
      kind,
      name: form.name.trim(),
      ...(form.siteId ? { siteId: form.siteId } : {}),
    })
    if (!made) return
    const firstDay = times.toField(serverNow()).slice(0, 10)
    const days = { firstDay, lastDay: daysLater(firstDay, DAYS - 1) }
    const lines = pack?.hours.map(hours => ({ ...hours, role: pack.role })) ?? []
    const wanted = form.withHours && lines.length > 0
    if (wanted && !(await lay.tell({ id: form.batchId, postIds: [made.id], ...days, lines }))) return
    done(say('didSetUp', { name: made.name }))
    onClose()
    await navigate({ to: `/posts/${made.id}` })
  }
  return { send, busy: create.telling || lay.telling, problem: create.problem ?? lay.problem }
}

interface PartProps {
  readonly form: Form
  readonly onSet: (over: Partial<Form>) => void
}

function Where({ form, onSet }: PartProps) {
  const say = usePostWords()
  const within = usePlacesOf(['street-desk'])
  const [place] = form.place
  const found = useAsk(sites, { limit: 200, ...(place ? { territory: place.key } : {}) }, { when: place !== undefined })
  const rows = found.data?.rows ?? []
  return (
    <>
      <PlaceField
        label={say('place')}
        required
        within={within}
        value={form.place}
        onChange={next => onSet({ place: next, siteId: '' })}
      />
      {place && rows.length > 0 && (
        <ChooseField
          label={say('site')}
          value={form.siteId}
          options={[
            { key: '', name: say('noSite') },
            ...rows.map(({ id, name, parent }) => ({ key: id, name: parent ? `${parent.name} ${name}` : name })),
          ]}
          onChange={siteId => onSet({ siteId })}
        />
      )}
    </>
  )
}
