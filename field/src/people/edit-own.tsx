import { AVAILABILITY, type Person, SKILLS, updateOwn } from '@muster/core/people/wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { useDraft } from '../platform/draft.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useAct } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Choice, Field, Select } from '../shared/field.tsx'
import { TroubleNotice } from '../shared/notice.tsx'
import { PickCommunity } from '../territory/pick-community.tsx'
import { shortPlace } from '../territory/short.ts'
import { availabilityWords, skillWords, words } from './words.ts'

interface EditProps {
  readonly person: Person
  readonly onSaved: (person: Person) => void
  readonly onLatest: () => void
  readonly onClose: () => void
}

const startOf = (person: Person) => ({
  phone: person.phone ?? '',
  residence: person.residence,
  skills: person.skills ?? [],
  availability: person.availability,
  onCall: person.onCall,
  lightDuty: person.lightDuty ?? false,
})
type Draft = ReturnType<typeof startOf>

/** What people decide about themselves. */
export function EditOwn({ person, onSaved, onLatest, onClose }: EditProps) {
  const say = useWords(words)
  const { draft, change, forget } = useDraft<Draft>(`own.${person.id}.${person.version}`, startOf(person))
  const { busy, trouble, act } = useAct()
  const save = () =>
    act(async () => {
      const { phone, residence, ...rest } = draft
      const body = { ...rest, phone: phone.trim() || null, residence: residence?.code ?? null }
      const next = await api(updateOwn, { ...body, version: person.version })
      forget()
      onSaved(next)
    })
  return (
    <div class="stack">
      <h1>{say('edit')}</h1>
      <Questions draft={draft} change={change} />
      <TroubleNotice trouble={trouble} />
      {trouble?.slug === 'door/changed-meanwhile' && (
        <Button kind="default" onTap={onLatest}>
          {say('again')}
        </Button>
      )}
      <div class="pair">
        <Button kind="default" onTap={onClose}>
          {say('back')}
        </Button>
        <Button busy={busy} onTap={save}>
          {say('save')}
        </Button>
      </div>
    </div>
  )
}

function Questions({ draft, change }: { draft: Draft; change: (change: Partial<Draft>) => void }) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <>
      <Field
        label={say('phone')}
        kind="tel"
        optional
        value={draft.phone}
        onChange={phone => change({ phone })}
        most={20}
        autocomplete="tel"
      />
      <Residence place={draft.residence} onChange={residence => change({ residence })} />
      <Skills chosen={draft.skills} onChange={skills => change({ skills })} />
      <Select
        label={say('availability')}
        value={draft.availability}
        options={AVAILABILITY.map(key => [key, availabilityWords[key][language]] as const)}
        onChange={availability => change({ availability })}
      />
      <Choice
        label={say('onCall')}
        hint={say('onCallHint')}
        checked={draft.onCall}
        onChange={onCall => change({ onCall })}
      />
      <Choice
        label={say('light')}
        hint={say('lightHint')}
        checked={draft.lightDuty}
        onChange={lightDuty => change({ lightDuty })}
      />
    </>
  )
}

function Residence({ place, onChange }: { place: Draft['residence']; onChange: (place: Draft['residence']) => void }) {
  const say = useWords(words)
  const [choosing, setChoosing] = useState(false)
  const pick = ({ code, name }: { code: string; name: string }) => {
    onChange({ code, name })
    setChoosing(false)
  }
  return (
    <section class="stack">
      <h2>{say('residence')}</h2>
      <p>{place ? shortPlace(place.name) : <span class="soft">{say('none')}</span>}</p>
      {choosing ? (
        <PickCommunity onPick={pick} />
      ) : (
        <Button kind="default" onTap={() => setChoosing(true)}>
          {say('changePlace')}
        </Button>
      )}
    </section>
  )
}

function Skills({ chosen, onChange }: { chosen: Draft['skills']; onChange: (skills: Draft['skills']) => void }) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <fieldset class="choices choices_two">
      <legend>{say('skills')}</legend>
      <div>
        {SKILLS.map(skill => (
          <Choice
            key={skill}
            label={skillWords[skill][language]}
            checked={chosen.includes(skill)}
            onChange={checked => onChange(checked ? [...chosen, skill] : chosen.filter(other => other !== skill))}
          />
        ))}
      </div>
    </fieldset>
  )
}
