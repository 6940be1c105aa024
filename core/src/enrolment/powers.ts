import { powers } from '../platform/role.ts'

export const enrolmentPowers = powers({
  'enrolment.report': ['volunteer', 'captain'],
  'enrolment.receive': ['street-desk', 'city-desk'],
  'enrolment.read': ['city-desk', 'street-desk', 'unit-secretary'],
  'enrolment.set-coverage': ['city-desk'],
  'enrolment.name-missing': ['unit-secretary'],
})
