import type { IncidentKind } from '../incident/wire.ts'
import type { Form } from './form.ts'
import { gatePass, roadCheckpoint, venueVisit } from './forms/epidemic.ts'
import { noticePosted, questionAsked, roundCheck, shelterArrival } from './forms/everywhere.ts'

/** A form that comes with a hazard, and the posts (keys of the hazard pack) where it is usually filled in. */
export interface PackForm {
  readonly key: string
  readonly postKinds: readonly string[]
  readonly form: Form
}

const notices: PackForm = { key: 'notice-posted', postKinds: ['publicity', 'policy'], form: noticePosted }
const questions: PackForm = { key: 'question', postKinds: [], form: questionAsked }
const shelter: PackForm = {
  key: 'shelter-arrival',
  postKinds: ['shelter', 'registration', 'warm-shelter', 'stranded'],
  form: shelterArrival,
}
const rounds: PackForm = {
  key: 'round-check',
  postKinds: ['dike-patrol', 'low-road', 'loose-objects', 'bridge', 'building-check'],
  form: roundCheck,
}

/** The forms of each hazard: a city takes them as they are, changes them, or brings its own. */
export const PACK_FORMS: Readonly<Record<IncidentKind, readonly PackForm[]>> = {
  epidemic: [
    { key: 'road-checkpoint', postKinds: ['road-checkpoint'], form: roadCheckpoint },
    { key: 'gate-pass', postKinds: ['gate'], form: gatePass },
    { key: 'venue-visit', postKinds: ['publicity'], form: venueVisit },
    notices,
    questions,
  ],
  flood: [shelter, rounds, notices, questions],
  typhoon: [shelter, rounds, notices, questions],
  'cold-wave': [rounds, notices, questions],
  earthquake: [shelter, rounds, notices, questions],
  peacetime: [notices, questions],
}
