import { QueryClientProvider } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import App from 'antd/es/app'
import ConfigProvider from 'antd/es/config-provider'
import enUS from 'antd/es/locale/en_US'
import zhCN from 'antd/es/locale/zh_CN'
import { StrictMode, useEffect, useLayoutEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { Account } from './access/Account.tsx'
import { RehearsalBanner } from './access/RehearsalBanner.tsx'
import { SessionGate } from './access/SessionGate.tsx'
import { CommandSearch } from './people/CommandSearch.tsx'
import './platform/base.css'
import { queries } from './platform/api.ts'
import { useAppearance, useStill } from './platform/appearance.ts'
import { useLanguage, useSaid } from './platform/language.ts'
import { listen, type Topics } from './platform/live.ts'
import { nonce, signStyles } from './platform/nonce.ts'
import { antdTheme, wear } from './platform/theme.ts'
import { Frame, type NavEntry } from './shared/Frame.tsx'
import { NotFound, PageFailed } from './shared/Lost.tsx'

/** Which slices' answers a change touches. A call's seats feed the situation; people are shown nearly everywhere. */
const TOPICS: Topics = {
  clock: ['access'],
  people: ['people', 'enrolment'],
  unit: ['people', 'enrolment'],
  person: ['people', 'enrolment'],
  team: ['people', 'roster'],
  territory: ['territory', 'enrolment'],
  incident: ['incident'],
  call: ['callout', 'incident'],
  calls: ['callout', 'incident'],
  offer: ['callout'],
  enrolment: ['enrolment'],
  bulletin: ['report', 'incident'],
  account: ['access'],
  import: ['people'],
  post: ['roster', 'duty'],
  posts: ['roster', 'duty'],
  sites: ['roster'],
  control: ['roster'],
  controls: ['roster'],
  answering: ['roster'],
  rota: ['roster'],
  rotas: ['roster'],
  shortages: ['roster', 'duty'],
  overrides: ['roster'],
  'safety-limits': ['roster'],
  cover: ['roster'],
  secondments: ['roster'],
  duty: ['duty', 'roster'],
  care: ['duty'],
  registers: ['register'],
  register: ['register'],
  sampling: ['register'],
  sweeps: ['visit'],
  sweep: ['visit'],
  households: ['visit'],
}

/** The ways at the side; a page that a role cannot use is not offered to it. */
const NAV: readonly NavEntry[] = [
  { to: '/', label: { zh: '态势', en: 'Situation' }, verbs: ['enrolment.read'] },
  { to: '/', label: { zh: '首页', en: 'Home' }, without: 'enrolment.read' },
  { to: '/incidents', label: { zh: '事件', en: 'Incidents' }, verbs: ['incident.read'] },
  { to: '/calls', label: { zh: '召集', en: 'Calls' }, verbs: ['callout.read'] },
  { to: '/enrolment', label: { zh: '双报到', en: 'Double report' }, verbs: ['enrolment.read'] },
  { to: '/duty', label: { zh: '值守', en: 'Duty' }, verbs: ['duty.read'] },
  { to: '/registers', label: { zh: '登记', en: 'Registers' }, verbs: ['register.read'] },
  { to: '/visits', label: { zh: '扫楼', en: 'Door to door' }, verbs: ['visit.read'] },
  { to: '/posts', label: { zh: '岗位', en: 'Posts' }, verbs: ['roster.read'] },
  { to: '/rotas', label: { zh: '排班', en: 'Rotas' }, verbs: ['roster.read'] },
  { to: '/controls', label: { zh: '管控', en: 'Control zones' }, verbs: ['roster.read'] },
  { to: '/protection', label: { zh: '保障', en: 'Protection' }, verbs: ['roster.read'] },
  { to: '/bulletins', label: { zh: '通报', en: 'Bulletins' }, verbs: ['report.read'] },
  { to: '/people', label: { zh: '名册', en: 'Roster' }, verbs: ['people.read'], apart: true },
  { to: '/people/teams', label: { zh: '队伍', en: 'Teams' }, verbs: ['people.read'] },
  { to: '/units', label: { zh: '单位', en: 'Units' }, verbs: ['people.read'] },
  { to: '/territory', label: { zh: '辖区', en: 'Territory' }, verbs: ['people.read', 'territory.manage'] },
  { to: '/audit', label: { zh: '审计', en: 'Audit' }, verbs: ['audit.read'], apart: true },
  { to: '/settings', label: { zh: '设置', en: 'Settings' }, apart: true },
]

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: PageFailed })
/** Everything behind the sign-in. */
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Inside })

/** Behind the sign-in too, without the frame: screens that many look at from afar. */
const apart = createRoute({ getParentRoute: () => root, id: 'apart', component: Apart })

type Load = () => Promise<Record<string, unknown>>
/** Without a network the page at hand stays: a load that failed is never tried again, and the router would reload. */
const online = (load: Load) => async () => {
  if (!navigator.onLine) await new Promise(resolve => addEventListener('online', resolve, { once: true }))
  return load()
}
/** A page of the desk, loaded when it is first opened. */
const page = (path: string, load: Load, name: string) =>
  createRoute({ getParentRoute: () => inside, path, component: lazyRouteComponent(online(load) as never, name) })
/** A page that fills its screen. */
const screen = (path: string, load: Load, name: string) =>
  createRoute({ getParentRoute: () => apart, path, component: lazyRouteComponent(online(load) as never, name) })
/** A page before the sign-in. */
const open = (path: string, load: Load, name: string) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(online(load) as never, name) })

/** Pages that need something of a slice to the right of their own: it is handed to them here. */
const accounts = async () => {
  const [{ AccountsPage }, { PlacePicker }, { UnitPicker }, { TeamPicker }] = await Promise.all([
    import('./access/AccountsPage.tsx'),
    import('./territory/PlacePicker.tsx'),
    import('./people/UnitPicker.tsx'),
    import('./people/TeamPicker.tsx'),
  ])
  const pickers = { territory: PlacePicker, unit: UnitPicker, team: TeamPicker }
  return { AccountsPage: () => <AccountsPage pickers={pickers} /> }
}
const privacy = async () => {
  const [{ PrivacyPage }, { FIELDS }] = await Promise.all([
    import('./access/PrivacyPage.tsx'),
    import('@muster/core/main.ts'),
  ])
  return { PrivacyPage: () => <PrivacyPage fields={FIELDS} /> }
}
const about = async () => {
  const [{ AboutPage }, { Divisions }, { default: release }] = await Promise.all([
    import('./access/AboutPage.tsx'),
    import('./territory/Divisions.tsx'),
    import('../package.json', { with: { type: 'json' } }),
  ])
  return { AboutPage: () => <AboutPage version={release.version} divisions={<Divisions />} /> }
}
const person = async () => {
  const [{ PersonPage }, { PersonFacts }, { PersonProtection }] = await Promise.all([
    import('./people/PersonPage.tsx'),
    import('./ledger/PersonFacts.tsx'),
    import('./roster/protect/PersonProtection.tsx'),
  ])
  const facts = (id: string) => <PersonFacts personId={id} />
  const protection = (id: string, name: string) => <PersonProtection personId={id} name={name} />
  return { PersonPage: () => <PersonPage facts={facts} protection={protection} /> }
}
const team = async () => {
  const [{ TeamPage }, { TeamStrength }] = await Promise.all([
    import('./people/TeamPage.tsx'),
    import('./roster/teams/TeamStrength.tsx'),
  ])
  return { TeamPage: () => <TeamPage strength={id => <TeamStrength teamId={id} />} /> }
}
const territory = async () => {
  const [{ TerritoryPage }, { CoverageAreas }] = await Promise.all([
    import('./territory/TerritoryPage.tsx'),
    import('./enrolment/CoverageAreas.tsx'),
  ])
  return { TerritoryPage: () => <TerritoryPage coverage={<CoverageAreas />} /> }
}

const routes = root.addChildren([
  open('/set-up', () => import('./access/SetUpPage.tsx'), 'SetUpPage'),
  open('/sign-in', () => import('./access/SignInPage.tsx'), 'SignInPage'),
  apart.addChildren([
    screen('/duty/wall', () => import('./duty/WallPage.tsx'), 'WallPage'),
    screen('/duty/shifts/$shiftId/code', () => import('./duty/CodePage.tsx'), 'CodePage'),
    screen('/registers/$registerId/sheets', () => import('./register/SheetsPage.tsx'), 'SheetsPage'),
  ]),
  inside.addChildren([
    page('/', () => import('./report/HomePage.tsx'), 'HomePage'),
    page('/incidents', () => import('./incident/IncidentsPage.tsx'), 'IncidentsPage'),
    page('/incidents/$incidentId', () => import('./incident/IncidentPage.tsx'), 'IncidentPage'),
    page('/calls', () => import('./callout/CallsPage.tsx'), 'CallsPage'),
    page('/calls/new', () => import('./callout/DraftPage.tsx'), 'DraftPage'),
    page('/calls/$callId', () => import('./callout/CallPage.tsx'), 'CallPage'),
    page('/enrolment', () => import('./enrolment/EnrolmentPage.tsx'), 'EnrolmentPage'),
    page('/units/$unitId/roll', () => import('./enrolment/RollPage.tsx'), 'RollPage'),
    page('/posts', () => import('./roster/posts/PostsPage.tsx'), 'PostsPage'),
    page('/posts/$postId', () => import('./roster/posts/PostPage.tsx'), 'PostPage'),
    page('/sites', () => import('./roster/posts/SitesPage.tsx'), 'SitesPage'),
    page('/controls', () => import('./roster/control/ControlsPage.tsx'), 'ControlsPage'),
    page('/controls/$controlId', () => import('./roster/control/ControlPage.tsx'), 'ControlPage'),
    page('/rotas', () => import('./roster/rota/RotasPage.tsx'), 'RotasPage'),
    page('/rotas/$rotaId', () => import('./roster/rota/RotaPage.tsx'), 'RotaPage'),
    page('/rotas/places/$code', () => import('./roster/rota/PlaceBoardPage.tsx'), 'PlaceBoardPage'),
    page('/protection', () => import('./roster/protect/LimitsPage.tsx'), 'LimitsPage'),
    page('/protection/cover', () => import('./roster/protect/CoverPage.tsx'), 'CoverPage'),
    page('/protection/secondments', () => import('./roster/protect/SecondmentsPage.tsx'), 'SecondmentsPage'),
    page('/duty', () => import('./duty/DutyPage.tsx'), 'DutyPage'),
    page('/duty/care', () => import('./duty/CarePage.tsx'), 'CarePage'),
    page('/duty/overrides', () => import('./duty/OverridesPage.tsx'), 'OverridesPage'),
    page('/duty/posts/$postId', () => import('./duty/PostDutyPage.tsx'), 'PostDutyPage'),
    page('/registers', () => import('./register/RegistersPage.tsx'), 'RegistersPage'),
    page('/registers/paper', () => import('./register/PaperPage.tsx'), 'PaperPage'),
    page('/registers/rounds', () => import('./register/sampling/SamplingPage.tsx'), 'SamplingPage'),
    page('/registers/rounds/$roundId', () => import('./register/sampling/RoundPage.tsx'), 'RoundPage'),
    page('/registers/codes', () => import('./register/sampling/CodesPage.tsx'), 'CodesPage'),
    page('/registers/$registerId', () => import('./register/RegisterPage.tsx'), 'RegisterPage'),
    page('/visits', () => import('./visit/SweepsPage.tsx'), 'SweepsPage'),
    page('/visits/doors', () => import('./visit/DoorsPage.tsx'), 'DoorsPage'),
    page('/visits/$sweepId', () => import('./visit/SweepPage.tsx'), 'SweepPage'),
    page('/bulletins', () => import('./report/BulletinsPage.tsx'), 'BulletinsPage'),
    page('/bulletins/$bulletinId', () => import('./report/BulletinPage.tsx'), 'BulletinPage'),
    page('/people', () => import('./people/PeoplePage.tsx'), 'PeoplePage'),
    page('/people/import', () => import('./people/ImportPage.tsx'), 'ImportPage'),
    page('/people/teams', () => import('./people/TeamsPage.tsx'), 'TeamsPage'),
    page('/people/teams/$teamId', team, 'TeamPage'),
    page('/people/$personId', person, 'PersonPage'),
    page('/people/$personId/duty', () => import('./duty/RecordPage.tsx'), 'RecordPage'),
    page('/units', () => import('./people/UnitsPage.tsx'), 'UnitsPage'),
    page('/units/$unitId', () => import('./people/UnitPage.tsx'), 'UnitPage'),
    page('/territory', territory, 'TerritoryPage'),
    page('/audit', () => import('./audit/AuditPage.tsx'), 'AuditPage'),
    page('/settings', () => import('./access/SettingsPage.tsx'), 'SettingsPage'),
    page('/settings/accounts', accounts, 'AccountsPage'),
    page('/settings/clock', () => import('./access/ClockPage.tsx'), 'ClockPage'),
    page('/settings/about', about, 'AboutPage'),
    page('/privacy', privacy, 'PrivacyPage'),
  ]),
])
const router = createRouter({ routeTree: routes, defaultPreload: 'intent', scrollRestoration: true })

function Inside() {
  const said = useSaid()
  return (
    <SessionGate>
      <Live />
      <Frame
        nav={NAV}
        labelOf={entry => said(entry.label)}
        search={<CommandSearch />}
        banner={<RehearsalBanner />}
        account={<Account />}
      >
        <Outlet />
      </Frame>
    </SessionGate>
  )
}

function Apart() {
  return (
    <SessionGate>
      <Live />
      <Outlet />
    </SessionGate>
  )
}

/** Follows what changes for as long as somebody is signed in. */
function Live() {
  useEffect(() => listen(queries, TOPICS), [])
  return null
}

function Console() {
  const appearance = useAppearance()
  const language = useLanguage()
  const still = useStill()
  useLayoutEffect(() => wear(appearance, language), [appearance, language])
  return (
    <ConfigProvider
      csp={{ nonce }}
      theme={antdTheme(appearance, language, still)}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}

signStyles()
createRoot(document.getElementById('console')!).render(
  <StrictMode>
    <Console />
  </StrictMode>,
)
