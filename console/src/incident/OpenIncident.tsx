import { type IncidentKind, open as openIncident } from '@muster/core/incident/wire.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useSaid } from '../platform/language.ts'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { NameField } from '../shared/NameField.tsx'
import type { Choice } from '../shared/Picker.tsx'
import { PlaceField } from '../territory/PlaceField.tsx'
import { usePacks } from './usePacks.ts'
import { useIncidentWords } from './words.ts'

interface Form {
  readonly id: string
  readonly kind: IncidentKind
  readonly name: string
  readonly place: readonly Choice[]
  readonly level: string
}
const blank = (): Form => ({ id: newId(), kind: 'epidemic', name: '', place: [], level: '' })

/** Opens an incident from a hazard pack: the pack gives its levels, phases and posts. */
export function OpenIncident({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useIncidentWords()
  const [form, setForm] = useState(blank)
  const { tell, telling, problem, forget } = useTell(openIncident)
  const navigate = useNavigate()
  const place = form.place[0]
  const leave = () => {
    forget()
    onClose()
  }
  const send = async () => {
    if (!place) return
    const { id, kind, name, level } = form
    const opened = await tell({ id, kind, name, territory: place.key, ...(level ? { level } : {}) })
    if (!opened) return
    setForm(blank())
    onClose()
    await navigate({ to: `/incidents/${opened.id}` })
  }
  return (
    <Confirm
      open={open}
      title={say('open')}
      does={say('open')}
      busy={telling}
      blocked={!form.name.trim() || !place}
      problem={problem}
      onDo={() => void send()}
      onClose={leave}
    >
      <IncidentFields form={form} onChange={setForm} />
    </Confirm>
  )
}

function IncidentFields({ form, onChange }: { form: Form; onChange: (form: Form) => void }) {
  const say = useIncidentWords()
  const said = useSaid()
  const packs = usePacks()
  const pack = packs.packOf(form.kind)
  return (
    <>
      <ChooseField
        label={say('kind')}
        hint={pack && `${say('posts')}：${pack.posts.map(({ words }) => said(words)).join('、')}`}
        value={form.kind}
        options={packs.rows.map(({ kind, words }) => ({ key: kind, name: said(words) }))}
        onChange={kind => onChange({ ...form, kind, level: '' })}
      />
      <NameField
        label={say('name')}
        hint={say('nameHint')}
        value={form.name}
        onChange={name => onChange({ ...form, name })}
      />
      <PlaceField label={say('place')} required value={form.place} onChange={place => onChange({ ...form, place })} />
      <ChooseField
        label={say('level')}
        value={form.level}
        options={[
          { key: '', name: say('noLevel') },
          ...(pack?.levels ?? []).map(({ key, words }) => ({ key, name: said(words) })),
        ]}
        onChange={level => onChange({ ...form, level })}
      />
    </>
  )
}
