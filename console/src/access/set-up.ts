import type { setUp } from '@muster/core/access/wire.ts'
import type { InputOf } from '@muster/core/platform/endpoint.ts'
import { isChosen, noPassphrase, type Passphrase } from './PassphraseField.tsx'

export interface City {
  readonly code: string
  readonly name: string
  readonly province: string
}

export interface SetUpForm {
  readonly code: string
  /** Null: another country. Undefined: not chosen yet. */
  readonly city: City | null | undefined
  readonly name: string
  readonly id: string
  readonly zone: string
  readonly rehearsal: boolean | undefined
  readonly login: string
  readonly passphrase: Passphrase
}

export const blankSetUp: SetUpForm = {
  code: '',
  city: undefined,
  name: '',
  id: '',
  zone: 'Asia/Shanghai',
  rehearsal: undefined,
  login: '',
  passphrase: noPassphrase,
}

/** The same rule as the contract's. */
export const isTenantId = (id: string): boolean => /^[a-z][a-z0-9-]{1,30}$/.test(id)

type Part = 'code' | 'city' | 'tenantName' | 'tenantId' | 'mode' | 'login' | 'passphrase'

/** What the server will ask for and is not there yet, in the order of the page. */
export function missingIn(form: SetUpForm): Part[] {
  const there: Readonly<Record<Part, boolean>> = {
    code: form.code.trim().length >= 6,
    city: form.city !== undefined,
    tenantName: form.name.trim() !== '',
    tenantId: isTenantId(form.id),
    mode: form.rehearsal !== undefined,
    login: form.login.trim().length >= 2,
    passphrase: isChosen(form.passphrase, form.login),
  }
  return (Object.keys(there) as Part[]).filter(part => !there[part])
}

/** What goes to the server. */
export const setUpBody = (form: SetUpForm): InputOf<typeof setUp> => ({
  code: form.code.trim(),
  tenant: {
    id: form.id,
    name: form.name.trim(),
    zone: form.zone,
    rehearsal: form.rehearsal ?? false,
    ...(form.city ? { territory: form.city.code } : {}),
  },
  administrator: { login: form.login.trim(), passphrase: form.passphrase.once },
})

/** A short name to begin with: the pinyin that found the city if it was typed in full, else its code. */
export const suggestId = (city: City, typed: string): string =>
  typed.length > 3 && isTenantId(typed.toLowerCase()) ? typed.toLowerCase() : `city-${city.code.slice(0, 4)}`
