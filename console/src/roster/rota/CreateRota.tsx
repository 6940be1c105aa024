import { posts } from '@muster/core/roster/posts.wire.ts'
import { create } from '@muster/core/roster/rota.wire.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { TeamPicker } from '../../people/TeamPicker.tsx'
import { UnitPicker } from '../../people/UnitPicker.tsx'
import { useAsk, useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { usePlacesOf } from '../../platform/session.ts'
import { useTimes } from '../../platform/time.ts'
import { Answer } from '../../shared/Answer.tsx'
import { Field } from '../../shared/Field.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { Ticks } from '../../shared/Ticks.tsx'
import { PlaceField } from '../../territory/PlaceField.tsx'
import { PlacePicker } from '../../territory/PlacePicker.tsx'
import { useRotaWords } from './words.ts'

interface Form {
  readonly id: string
  readonly name: string
  readonly place: readonly Choice[]
  readonly postIds: readonly string[] | undefined
  readonly from: string
  readonly days: string
  readonly teams: readonly Choice[]
  readonly units: readonly Choice[]
  readonly places: readonly Choice[]
}

const keys = (choices: readonly Choice[]) => choices.map(({ key }) => key)

/** A rota is a place, its posts, some days and a pool; everything else can be changed on the board. */
export function CreateRota({ onDone }: { onDone: () => void }) {
  const say = useRotaWords()
  const times = useTimes()
  const navigate = useNavigate()
  const [form, setForm] = useState<Form>(() => ({
    id: newId(),
    name: '',
    place: [],
    postIds: undefined,
    from: times.toField(serverNow() + 86_400_000).slice(0, 10),
    days: '7',
    teams: [],
    units: [],
    places: [],
  }))
  const { tell, telling, problem } = useTell(create)
  const set = (over: Partial<Form>) => setForm({ ...form, ...over })
  const found = usePostsAt(form.place[0]?.key)
  const postIds = form.postIds ?? found.data?.rows.map(({ id }) => id) ?? []
  const [place] = form.place
  const somebody = form.teams.length + form.units.length + form.places.length > 0
  const send = async () => {
    const days = Math.max(1, Math.min(62, Number(form.days) || 7))
    const to = new Date(Date.parse(form.from) + (days - 1) * 86_400_000).toISOString().slice(0, 10)
    const pool = { callIds: [], teamIds: keys(form.teams), unitIds: keys(form.units), territories: keys(form.places) }
    const rota = await tell({
      code: place?.key ?? '',
      id: form.id,
      name: form.name.trim(),
      postIds: [...postIds],
      from: form.from,
      to,
      pool,
    })
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
      blocked={!form.name.trim() || !place || postIds.length === 0 || !somebody || !form.from}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <TextField label={say('name')} required most={80} value={form.name} onChange={name => set({ name })} />
      <Where form={form} found={found} postIds={postIds} onSet={set} />
      <When form={form} onSet={set} />
      <Whom form={form} onSet={set} />
    </Side>
  )
}

/** Posts of a place that are open; a rota is made for all of them unless some are left out. */
const usePostsAt = (territory: string | undefined) =>
  useAsk(posts, { ...(territory ? { territory } : {}), state: 'open', limit: 200 }, { when: territory !== undefined })

interface PartProps {
  readonly form: Form
  readonly onSet: (over: Partial<Form>) => void
}

function Where({
  form,
  found,
  postIds,
  onSet,
}: PartProps & { found: ReturnType<typeof usePostsAt>; postIds: readonly string[] }) {
  const say = useRotaWords()
  const within = usePlacesOf(['street-desk'])
  return (
    <>
      <PlaceField
        label={say('createPlace')}
        required
        within={within}
        value={form.place}
        onChange={place => onSet({ place, postIds: undefined })}
      />
      {form.place.length > 0 && (
        <Answer asked={found}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="soft">{say('createPostsNone')}</p>
            ) : (
              <Ticks
                legend={say('createPosts')}
                options={rows.map(({ id, name }) => ({ key: id, name }))}
                value={postIds}
                onChange={chosen => onSet({ postIds: chosen })}
              />
            )
          }
        </Answer>
      )}
    </>
  )
}

function When({ form, onSet }: PartProps) {
  const say = useRotaWords()
  return (
    <div className="fields">
      <Field label={say('createFrom')}>
        {control => (
          <input
            {...control}
            type="date"
            className="native"
            value={form.from}
            onChange={event => onSet({ from: event.target.value })}
          />
        )}
      </Field>
      <TextField label={say('createDays')} most={2} value={form.days} onChange={days => onSet({ days })} />
    </div>
  )
}

function Whom({ form, onSet }: PartProps) {
  const say = useRotaWords()
  return (
    <fieldset className="plain">
      <legend className="legend">{say('createPool')}</legend>
      <p className="field-hint">{say('createPoolHint')}</p>
      <Field label={say('poolTeams')}>
        {control => <TeamPicker {...control} value={form.teams} onChange={teams => onSet({ teams })} />}
      </Field>
      <Field label={say('poolUnits')}>
        {control => <UnitPicker {...control} many value={form.units} onChange={units => onSet({ units })} />}
      </Field>
      <Field label={say('poolPlaces')}>
        {control => <PlacePicker {...control} many value={form.places} onChange={places => onSet({ places })} />}
      </Field>
    </fieldset>
  )
}
