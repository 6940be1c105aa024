import type { Pool, Rota, Settings } from '@muster/core/roster/rota.wire.ts'
import type { Choice } from '../../shared/Picker.tsx'
import { daysLater } from '../posts/days.ts'

/** Whom a rota may ask, as pickers hold it. */
export interface PoolForm {
  readonly teams: readonly Choice[]
  readonly units: readonly Choice[]
  readonly places: readonly Choice[]
  readonly calls: readonly Choice[]
}

/** A rota as it is filled in, when it is made and when it is amended. */
export interface RotaForm extends PoolForm {
  readonly name: string
  readonly place: readonly Choice[]
  /** Undefined: all posts of the place. */
  readonly postIds: readonly string[] | undefined
  readonly from: string
  readonly days: string
  readonly settings: Settings
}

export const NO_POOL: PoolForm = { teams: [], units: [], places: [], calls: [] }
export const USUAL_SETTINGS: Settings = { together: 'team', near: true, fair: true }
/** The longest rota, in days. */
export const MOST_DAYS = 63

/** A rota as a form; names of its pool come later, with what the server says of them. */
export const formOfRota = (rota: Rota): Omit<RotaForm, keyof PoolForm> => ({
  name: rota.name,
  place: [{ key: rota.territory.code, name: rota.territory.name }],
  postIds: rota.posts.map(({ id }) => id),
  from: rota.from,
  days: String((Date.parse(rota.to) - Date.parse(rota.from)) / 86_400_000 + 1),
  settings: rota.settings,
})

const keys = (choices: readonly Choice[]) => choices.map(({ key }) => key)
const poolOf = ({ teams, units, places, calls }: PoolForm): Pool => ({
  callIds: keys(calls),
  teamIds: keys(teams),
  unitIds: keys(units),
  territories: keys(places),
})

/** Whether somebody may be asked at all. */
export const hasPool = ({ teams, units, places, calls }: PoolForm): boolean =>
  teams.length + units.length + places.length + calls.length > 0

/** What is sent of a form. */
export function bodyOfRota(form: RotaForm, postIds: readonly string[]) {
  const days = Math.max(1, Math.min(MOST_DAYS, Math.trunc(Number(form.days)) || 7))
  return {
    name: form.name.trim(),
    postIds: [...postIds],
    from: form.from,
    to: daysLater(form.from, days - 1),
    pool: poolOf(form),
    settings: form.settings,
  }
}
