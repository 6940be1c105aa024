import { setupState } from '@muster/core/access/wire.ts'
import Input from 'antd/es/input'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { Field } from '../shared/Field.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useRested } from '../shared/useRested.ts'
import { useDeskWords } from './desk-words.ts'
import { PassphraseField } from './PassphraseField.tsx'
import { type City, isTenantId, type SetUpForm, suggestId } from './set-up.ts'

interface Props {
  readonly form: SetUpForm
  readonly onChange: (form: SetUpForm) => void
}

export function CodeField({ form, onChange }: Props) {
  const say = useDeskWords()
  return (
    <Field label={say('code')} hint={say('codeHint')} required>
      {control => (
        <Input
          {...control}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={40}
          value={form.code}
          onChange={event => onChange({ ...form, code: event.target.value })}
        />
      )}
    </Field>
  )
}

export function CityFields({ form, onChange }: Props) {
  const say = useDeskWords()
  const badId = form.id !== '' && !isTenantId(form.id)
  return (
    <>
      <h3>{say('cityTitle')}</h3>
      <CityPicker
        city={form.city}
        onChange={(city, typed) =>
          onChange({
            ...form,
            city,
            ...(city ? { name: city.name, zone: 'Asia/Shanghai', id: suggestId(city, typed) } : {}),
          })
        }
      />
      <div className="fields">
        <TextField
          label={say('tenantName')}
          required
          most={60}
          value={form.name}
          onChange={name => onChange({ ...form, name })}
        />
        <Field
          label={say('tenantId')}
          hint={say('tenantIdHint')}
          error={badId ? say('tenantIdHint') : undefined}
          required
        >
          {control => (
            <Input
              {...control}
              maxLength={31}
              placeholder="xuzhou"
              value={form.id}
              onChange={event => onChange({ ...form, id: event.target.value.toLowerCase() })}
            />
          )}
        </Field>
      </div>
      {form.city === null && <ZoneField form={form} onChange={onChange} />}
    </>
  )
}

interface PickerProps {
  readonly city: City | null | undefined
  readonly onChange: (city: City | null, typed: string) => void
}
function CityPicker({ city, onChange }: PickerProps) {
  const say = useDeskWords()
  const [typed, setTyped] = useState('')
  const what = useRested(typed.trim())
  const asked = useAsk(setupState, { search: what }, { when: what !== '', keep: true })
  const found = what ? (asked.data?.cities ?? []) : []
  return (
    <>
      <Field label={say('cityFind')} hint={say('cityFindHint')}>
        {control => (
          <Input
            {...control}
            type="search"
            allowClear
            maxLength={40}
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        )}
      </Field>
      {what && asked.data && found.length === 0 && <output className="soft">{say('cityNone', { what })}</output>}
      <ul className="city-list">
        {found.map(one => (
          <CityLine key={one.code} checked={city?.code === one.code} onTake={() => onChange(one, what)}>
            <b>{one.name}</b> <span className="soft">{one.province}</span> <span className="code">{one.code}</span>
          </CityLine>
        ))}
        <CityLine checked={city === null} onTake={() => onChange(null, what)}>
          {say('cityOther')}
        </CityLine>
      </ul>
      {city && <output className="city-chosen">{say('cityChosen', { ...city })}</output>}
    </>
  )
}

interface LineProps {
  readonly checked: boolean
  readonly onTake: () => void
  readonly children: React.ReactNode
}
function CityLine({ checked, onTake, children }: LineProps) {
  return (
    <li>
      <label>
        <input type="radio" name="city" checked={checked} onChange={onTake} />
        <span>{children}</span>
      </label>
    </li>
  )
}

function ZoneField({ form, onChange }: Props) {
  const say = useDeskWords()
  return (
    <Field label={say('zone')} hint={say('zoneHint')}>
      {control => (
        <select
          {...control}
          className="native choose"
          value={form.zone}
          onChange={event => onChange({ ...form, zone: event.target.value })}
        >
          {Intl.supportedValuesOf('timeZone').map(zone => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
      )}
    </Field>
  )
}

export function ModeFields({ form, onChange }: Props) {
  const say = useDeskWords()
  const option = (rehearsal: boolean, name: string, hint: string) => (
    <label className="option">
      <input
        type="radio"
        name="mode"
        checked={form.rehearsal === rehearsal}
        onChange={() => onChange({ ...form, rehearsal })}
      />
      <span>{name}</span>
      <small>{hint}</small>
    </label>
  )
  return (
    <fieldset className="plain">
      <h3>{say('mode')}</h3>
      {option(false, say('modeLive'), say('modeLiveHint'))}
      {option(true, say('modeRehearsal'), say('modeRehearsalHint'))}
    </fieldset>
  )
}

export function AdministratorFields({ form, onChange }: Props) {
  const say = useDeskWords()
  return (
    <>
      <h3>{say('administrator')}</h3>
      <p className="soft">{say('administratorHint')}</p>
      <Field label={say('login')} hint={say('loginHint')} required>
        {control => (
          <Input
            {...control}
            autoComplete="username"
            maxLength={40}
            value={form.login}
            onChange={event => onChange({ ...form, login: event.target.value })}
          />
        )}
      </Field>
      <PassphraseField
        label={say('passphrase')}
        login={form.login}
        value={form.passphrase}
        onChange={passphrase => onChange({ ...form, passphrase })}
      />
    </>
  )
}
