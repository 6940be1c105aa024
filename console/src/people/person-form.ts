import type { AVAILABILITY, Person, SKILLS } from '@muster/core/people/wire.ts'
import type { Choice } from '../shared/Picker.tsx'

export interface PersonForm {
  readonly name: string
  readonly volunteerNo: string
  readonly unit: readonly Choice[]
  readonly phone: string
  readonly residence: readonly Choice[]
  readonly skills: readonly (typeof SKILLS)[number][]
  readonly availability: (typeof AVAILABILITY)[number]
  readonly onCall: boolean
  readonly lightDuty: boolean
}

export const blankPerson = (unit: readonly Choice[]): PersonForm => ({
  name: '',
  volunteerNo: '',
  unit,
  phone: '',
  residence: [],
  skills: [],
  availability: 'any-time',
  onCall: false,
  lightDuty: false,
})

export const formOf = (person: Person): PersonForm => ({
  name: person.name ?? '',
  volunteerNo: person.volunteerNo,
  unit: [{ key: person.unit.id, name: person.unit.name }],
  phone: person.phone ?? '',
  residence: person.residence ? [{ key: person.residence.code, name: person.residence.name }] : [],
  skills: person.skills ?? [],
  availability: person.availability,
  onCall: person.onCall,
  lightDuty: person.lightDuty ?? false,
})

export const isPersonReady = ({ name, volunteerNo, unit }: PersonForm): boolean =>
  name.trim() !== '' && volunteerNo.trim().length >= 2 && unit.length > 0

/** What goes to the server. What the reader was not shown stays as it is there; a shown outline changes nothing. */
export const bodyOf = (form: PersonForm) => ({
  name: form.name.trim(),
  volunteerNo: form.volunteerNo.trim(),
  unitId: form.unit[0]?.key ?? '',
  phone: form.phone.trim() || null,
  residence: form.residence[0]?.key ?? null,
  skills: [...form.skills],
  availability: form.availability,
  onCall: form.onCall,
  lightDuty: form.lightDuty,
})
