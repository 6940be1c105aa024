import { createControl } from '@muster/core/roster/control.wire.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { newId } from '../../platform/ids.ts'
import { useSaid } from '../../platform/language.ts'
import { usePlacesOf } from '../../platform/session.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { NameField } from '../../shared/NameField.tsx'
import { Note } from '../../shared/Note.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { PlaceField } from '../../territory/PlaceField.tsx'
import { SiteTicks } from './SiteTicks.tsx'
import { useScales } from './useScales.ts'
import { useControlWords } from './words.ts'

interface Form {
  readonly id: string
  readonly name: string
  readonly place: readonly Choice[]
  readonly incidentId: string | undefined
  readonly scale: string | undefined
  readonly siteIds: readonly string[]
}

/** Prepares a zone with its buildings, so that on the day only the level has to be set. */
export function PrepareControl({ onClose }: { onClose: () => void }) {
  const say = useControlWords()
  const navigate = useNavigate()
  const [form, setForm] = useState<Form>(() => ({ ...BLANK, id: newId() }))
  const set = (over: Partial<Form>) => setForm({ ...form, ...over })
  const asked = useScales(form.incidentId)
  const { incident, scales } = asked
  const scale = form.scale ?? scales[0]?.key ?? ''
  const [place] = form.place
  const { tell, telling, problem } = useTell(createControl)
  const send = async () => {
    if (!incident || !place) return
    const { id, name, siteIds } = form
    const about = { incidentId: incident.id, territory: place.key, name: name.trim(), scale }
    const made = await tell({ id, ...about, siteIds: [...siteIds] })
    if (!made) return
    onClose()
    await navigate({ to: `/controls/${made.id}` })
  }
  return (
    <Side
      open
      title={say('prepare')}
      does={say('prepare')}
      busy={telling}
      blocked={!incident || !place || !form.name.trim() || !scale}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Fields form={form} scale={scale} {...asked} onSet={set} />
    </Side>
  )
}

interface FieldsProps extends ReturnType<typeof useScales> {
  readonly form: Form
  readonly scale: string
  readonly onSet: (over: Partial<Form>) => void
}

function Fields({ form, scale, running, incident, scales, onSet }: FieldsProps) {
  const say = useControlWords()
  const said = useSaid()
  const within = usePlacesOf(['street-desk'])
  const [place] = form.place
  return (
    <>
      {running.length === 0 && <Note state="watch">{say('noIncident')}</Note>}
      <ChooseField
        label={say('incident')}
        value={incident?.id ?? ''}
        options={running.map(({ id, name }) => ({ key: id, name }))}
        onChange={incidentId => onSet({ incidentId, scale: undefined })}
      />
      <ChooseField
        label={say('scale')}
        value={scale}
        options={scales.map(({ key, words }) => ({ key, name: said(words) }))}
        onChange={next => onSet({ scale: next })}
      />
      <PlaceField
        label={say('place')}
        required
        within={within}
        value={form.place}
        onChange={next => onSet({ place: next, siteIds: [], name: form.name || (next[0]?.name ?? '') })}
      />
      <NameField label={say('name')} hint={say('nameHint')} value={form.name} onChange={name => onSet({ name })} />
      {place && <SiteTicks territory={place.key} value={form.siteIds} onChange={siteIds => onSet({ siteIds })} />}
    </>
  )
}

const BLANK = { name: '', place: [], incidentId: undefined, scale: undefined, siteIds: [] }
