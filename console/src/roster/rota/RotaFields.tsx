import { list as calls } from '@muster/core/callout/wire.ts'
import type { Settings } from '@muster/core/roster/rota.wire.ts'
import { useState } from 'react'
import { TeamPicker } from '../../people/TeamPicker.tsx'
import { UnitPicker } from '../../people/UnitPicker.tsx'
import { useAsk } from '../../platform/api.ts'
import { useHolds } from '../../platform/session.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { DayField } from '../../shared/DayField.tsx'
import { Field } from '../../shared/Field.tsx'
import { NumberField } from '../../shared/NumberField.tsx'
import { type Choice, Picker } from '../../shared/Picker.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { useRested } from '../../shared/useRested.ts'
import { PlacePicker } from '../../territory/PlacePicker.tsx'
import { MOST_DAYS, type RotaForm } from './rota-form.ts'
import { useRotaWords } from './words.ts'

interface Props {
  readonly form: RotaForm
  readonly onSet: (over: Partial<RotaForm>) => void
}

export function When({ form, onSet }: Props) {
  const say = useRotaWords()
  return (
    <div className="fields">
      <DayField label={say('createFrom')} required value={form.from} onChange={from => onSet({ from })} />
      <NumberField
        label={say('createDays')}
        least={1}
        most={MOST_DAYS}
        value={form.days}
        onChange={days => onSet({ days })}
      />
    </div>
  )
}

/** Sides of the pool add up; everybody counts once. */
export function Whom({ form, onSet }: Props) {
  const say = useRotaWords()
  const holds = useHolds()
  return (
    <fieldset className="plain">
      <legend className="legend">{say('createPool')}</legend>
      <p className="field-hint">{say('createPoolHint')}</p>
      <Field label={say('poolTeams')}>
        {control => <TeamPicker {...control} many value={form.teams} onChange={teams => onSet({ teams })} />}
      </Field>
      <Field label={say('poolUnits')}>
        {control => <UnitPicker {...control} many value={form.units} onChange={units => onSet({ units })} />}
      </Field>
      <Field label={say('poolPlaces')}>
        {control => <PlacePicker {...control} many value={form.places} onChange={places => onSet({ places })} />}
      </Field>
      {holds('callout.read') && (
        <Field label={say('poolCalls')}>
          {control => <CallPicker id={control.id} value={form.calls} onChange={next => onSet({ calls: next })} />}
        </Field>
      )}
    </fieldset>
  )
}

interface PickerProps {
  readonly id: string
  readonly value: readonly Choice[]
  readonly onChange: (choices: readonly Choice[]) => void
}
function CallPicker(props: PickerProps) {
  const say = useRotaWords()
  const [typed, setTyped] = useState('')
  const what = useRested(typed.trim())
  const found = useAsk(calls, { ...(what ? { search: what } : {}), limit: 50 }, { keep: true })
  return (
    <Picker
      {...props}
      many
      placeholder={say('poolCalls')}
      found={(found.data?.rows ?? []).map(({ id, title }) => ({ key: id, name: title }))}
      busy={found.refreshing}
      onType={setTyped}
    />
  )
}

const LIMITS = [
  { key: 'restMinutes', least: 0, most: 2880 },
  { key: 'mostMinutes', least: 60, most: 1440 },
  { key: 'mostDaysInSeven', least: 1, most: 7 },
  { key: 'mostNights', least: 0, most: 7 },
] as const

/** What this rota asks beyond the city's limits: only what is stricter counts. */
export function Rules({ form: { settings }, onSet }: Props) {
  const say = useRotaWords()
  const set = (over: Partial<Settings>) => onSet({ settings: { ...settings, ...over } })
  const limit = (key: (typeof LIMITS)[number]['key'], typed: string) => {
    const { [key]: _, ...rest } = settings
    onSet({ settings: typed === '' ? rest : { ...rest, [key]: Math.trunc(Number(typed)) } })
  }
  return (
    <fieldset className="plain">
      <legend className="legend">{say('rules')}</legend>
      <ChooseField
        label={say('together')}
        value={settings.together}
        options={(['team', 'unit', 'no'] as const).map(key => ({ key, name: say(`together.${key}`) }))}
        onChange={together => set({ together })}
      />
      <Tick checked={settings.near} onChange={near => set({ near })}>
        {say('near')}
      </Tick>
      <Tick checked={settings.fair} onChange={fair => set({ fair })}>
        {say('fair')}
      </Tick>
      <p className="field-hint">{say('stricter')}</p>
      <div className="fields">
        {LIMITS.map(({ key, least, most }) => (
          <NumberField
            key={key}
            label={say(`limit.${key}`)}
            least={least}
            most={most}
            value={String(settings[key] ?? '')}
            onChange={typed => limit(key, typed)}
          />
        ))}
      </div>
    </fieldset>
  )
}
