import type { Page } from '@playwright/test'
import { ADMINISTRATOR } from '../play/stage.ts'
import { AUDITOR, CITY_DESK, secretaryLogin, streetLogin } from '../replays/r2/cast.ts'
import type { DutyDay } from './duty-day.ts'
import { faultyRoster } from './faulty-roster.ts'
import type { Found } from './found.ts'
import { openEngine, tapHere, withoutLine } from './hands.ts'

export const SECRETARY = secretaryLogin('XZ01')
const STREET = streetLogin('320302001000')

/** One page of the desk or of the hand, and who looks at it. */
export interface View {
  readonly name: string
  /** A login of the demonstration, one of the `PHONES`, or `nobody`, who has not signed in. */
  readonly who: string
  readonly path: (found: Found) => string
  /** What is done on the page before its picture is taken. */
  readonly act?: (page: Page) => Promise<void>
}

export const NOBODY = 'nobody'
const [VOLUNTEER, CAPTAIN, ON_POST] = ['volunteer', 'captain', 'on-post']
/** Phones that join, each with a new link of its person. */
export const PHONES: Readonly<Record<string, (found: Found) => Promise<string> | undefined>> = {
  [VOLUNTEER]: ({ phoneLink }) => phoneLink(),
  [CAPTAIN]: ({ duty }) => duty?.captain(),
  [ON_POST]: ({ duty }) => duty?.onPost(),
}

const desk = (name: string, path: View['path'], who: string = CITY_DESK): View => ({ name, who, path })

const CITY: readonly View[] = [
  desk('home', () => '/'),
  desk('home-past', () => '/?asOf=2022-03-30T08:00:00.000Z'),
  desk('incidents', () => '/incidents'),
  desk('incident', ({ incidentId }) => `/incidents/${incidentId}`),
  desk('calls', () => '/calls'),
  desk('call', ({ callId }) => `/calls/${callId}`),
  desk('call-new', () => '/calls/new'),
  desk('enrolment', () => '/enrolment'),
  desk('enrolment-unit', () => '/enrolment?by=unit'),
  desk('bulletins', () => '/bulletins'),
  desk('bulletin', ({ bulletinId }) => `/bulletins/${bulletinId}`),
  desk('people', () => '/people'),
  desk('person', ({ personId }) => `/people/${personId}`),
  desk('teams', () => '/people/teams'),
  desk('units', () => '/units'),
  desk('unit', ({ unitId }) => `/units/${unitId}`),
  desk('territory', () => '/territory'),
  desk('settings', () => '/settings'),
  desk('privacy', () => '/privacy'),
  desk('lost', () => '/no-such-page'),
]

const OTHERS: readonly View[] = [
  desk('unit-home', () => '/', SECRETARY),
  desk('unit-call', ({ callId }) => `/calls/${callId}`, SECRETARY),
  desk('unit-people', () => '/people', SECRETARY),
  desk('roll', ({ unitId }) => `/units/${unitId}/roll`, SECRETARY),
  desk('import-empty', () => '/people/import', SECRETARY),
  { ...desk('import', () => '/people/import', SECRETARY), act: faultyRoster },
  desk('street-home', () => '/', STREET),
  desk('street-enrolment', () => '/enrolment', STREET),
  desk('auditor-home', () => '/', AUDITOR),
  desk('audit', () => '/audit', AUDITOR),
  desk('auditor-bulletin', ({ bulletinId }) => `/bulletins/${bulletinId}`, AUDITOR),
  desk('admin-home', () => '/', ADMINISTRATOR),
  desk('accounts', () => '/settings/accounts', ADMINISTRATOR),
  desk('clock', () => '/settings/clock', ADMINISTRATOR),
  desk('about', () => '/settings/about', ADMINISTRATOR),
  desk('admin-territory', () => '/territory', ADMINISTRATOR),
  desk('admin-audit', () => '/audit', ADMINISTRATOR),
]

const HAND: readonly View[] = [
  desk('hand', () => '/m/', VOLUNTEER),
  desk('hand-call', ({ callId }) => `/m/calls/${callId}`, VOLUNTEER),
  desk('report', () => '/m/report', VOLUNTEER),
  desk('badge', () => '/m/card', VOLUNTEER),
  desk('me', () => '/m/me', VOLUNTEER),
]

const OUTSIDE: readonly View[] = [
  desk('sign-in', () => '/sign-in', NOBODY),
  desk('set-up', () => '/set-up', NOBODY),
  desk('join', ({ joinLink }) => joinLink, NOBODY),
  desk('call-public', ({ callLink }) => callLink, NOBODY),
  desk('check', ({ badgeLink }) => badgeLink, NOBODY),
  desk('check-wrong', () => '/m/b/wrong-badge-token-000', NOBODY),
  desk('hand-signed-out', () => '/m/', NOBODY),
]

/** Pages of the morning after, with what is done on them first. */
const onDuty = (name: string, path: (day: DutyDay) => string, who: string, act?: View['act']): View => ({
  ...desk(name, ({ duty }) => path(duty!), who),
  ...(act && { act }),
})
const DUTY: readonly View[] = [
  onDuty('duty', () => '/duty', STREET),
  onDuty('duty-post', ({ postId, shiftId }) => `/duty/posts/${postId}?shift=${shiftId}`, STREET),
  onDuty('wall', () => '/duty/wall', STREET),
  onDuty('code', ({ shiftId }) => `/duty/shifts/${shiftId}/code`, STREET),
  onDuty('post', ({ postId }) => `/posts/${postId}`, STREET),
  onDuty('rota', ({ rotaId }) => `/rotas/${rotaId}`, STREET, openEngine),
  onDuty('rota-place', () => '/rotas/places/320302001000', STREET),
  onDuty('limits', () => '/protection', STREET),
  onDuty('lead', ({ shiftId }) => `/m/lead/${shiftId}`, CAPTAIN),
  onDuty('check-in', () => '/m/duty', ON_POST, tapHere),
  onDuty('register', () => '/m/register', CAPTAIN),
  onDuty('outbox', () => '/m/register', CAPTAIN, withoutLine),
]

/** In the order in which they are taken: the day of the bulletin, then the morning after. */
export const ACTS: readonly (readonly View[])[] = [[...CITY, ...OTHERS, ...HAND, ...OUTSIDE], DUTY]

export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
/** The desk, and a phone. */
export const WIDTHS = [1440, 390] as const
/** The pictures of README and handbook: page, width, language. */
export const PICTURES: readonly (readonly [string, number, Language])[] = [
  ['home', 1440, 'zh'],
  ['call', 1440, 'zh'],
  ['enrolment', 1440, 'zh'],
  ['bulletin', 1440, 'zh'],
  ['import', 1440, 'en'],
  ['roll', 1440, 'zh'],
  ['audit', 1440, 'en'],
  ['accounts', 1440, 'zh'],
  ['join', 390, 'zh'],
  ['hand', 390, 'zh'],
  ['badge', 390, 'zh'],
  ['check', 390, 'en'],
  ['duty', 1440, 'zh'],
  ['duty-post', 1440, 'en'],
  ['wall', 1440, 'zh'],
  ['code', 1440, 'zh'],
  ['post', 1440, 'zh'],
  ['rota', 1440, 'zh'],
  ['lead', 390, 'zh'],
  ['check-in', 390, 'zh'],
  ['register', 390, 'zh'],
  ['outbox', 390, 'zh'],
]
