import type { Shift } from '@muster/core/roster/shapes.ts'

/** A shift as it is filled in. */
export interface ShiftForm {
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly role: string
  readonly people: string
  readonly standby: string
  readonly skills: Shift['skills']
  readonly openEnd: boolean
}

export const formOfShift = ({ startsAt, endsAt, role, people, standby, skills, openEnd }: Shift): ShiftForm => ({
  startsAt,
  endsAt,
  role,
  people: String(people),
  standby: String(standby),
  skills,
  openEnd,
})

/** What is sent; undefined while something is missing. */
export function bodyOfShift({ startsAt, endsAt, people, standby, skills, ...form }: ShiftForm) {
  const counts = { people: Number(people), standby: Number(standby) }
  const whole = Number.isInteger(counts.people) && Number.isInteger(counts.standby)
  if (!startsAt || !endsAt || !whole || counts.people < 1 || counts.standby < 0) return undefined
  return { ...form, startsAt, endsAt, ...counts, skills: [...skills] }
}
