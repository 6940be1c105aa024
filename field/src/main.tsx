import 'weui/dist/style/widget/weui-button/weui-button.css'
import './shared/tokens.css'
import './shared/page.css'
import './shared/parts.css'
import './shared/lists.css'
import { render } from 'preact'
import { Join } from './access/join.tsx'
import { OwnPage } from './access/own-page.tsx'
import { Passphrase } from './access/passphrase.tsx'
import { SessionProvider, useAskSession } from './access/session.tsx'
import { CallById, CallByLink } from './callout/call-page.tsx'
import { MyCalls } from './callout/my-calls.tsx'
import { words as calloutWords } from './callout/words.ts'
import { CheckInPage } from './duty/check-in.tsx'
import { LeadPages } from './duty/lead-pages.tsx'
import { DutyPage } from './duty/my-duty.tsx'
import { RecordPage } from './duty/record.tsx'
import { dutyWays } from './duty/ways.ts'
import { BadgeCheck } from './enrolment/badge-check.tsx'
import { CardPage } from './enrolment/card.tsx'
import { ReportPage } from './enrolment/reports.tsx'
import { OutboxPage } from './ledger/outbox-page.tsx'
import { SyncLine, useOutbox } from './ledger/sync-line.tsx'
import { MePage } from './people/me.tsx'
import { Messages } from './people/messages.tsx'
import { startLanguage, useWords } from './platform/language.ts'
import { useLive } from './platform/live.ts'
import { type Route, useRoute } from './platform/router.ts'
import { isSunny, setSunny } from './platform/sun.ts'
import { registerWays } from './register/photos.ts'
import { RegisterPages } from './register/register-pages.tsx'
import { SamplingPages } from './register/sampling/sampling-pages.tsx'
import { Calendar } from './roster/calendar.tsx'
import { Fitness } from './roster/fitness.tsx'
import { MeasuresPage } from './roster/measures.tsx'
import { MyAsks } from './roster/my-asks.tsx'
import { rosterWays } from './roster/ways.ts'
import { NotFound } from './shared/faces.tsx'
import { Page } from './shared/page.tsx'
import { VisitLink } from './visit/visit-link.tsx'
import { VisitPages } from './visit/visit-pages.tsx'

/** What a volunteer sees first: what they are asked, calls with answers, then messages. */
function Home() {
  const say = useWords(calloutWords)
  return (
    <OwnPage tab="home" title={say('title')}>
      {person => (
        <div class="stack" key={person.id}>
          <MyAsks />
          <MyCalls />
          <Messages />
        </div>
      )}
    </OwnPage>
  )
}

const PAGES: Record<Route['page'], (key: string) => preact.JSX.Element> = {
  home: () => <Home />,
  join: key => <Join token={key} />,
  call: key => <CallByLink link={key} />,
  answer: key => <CallById callId={key} />,
  badge: key => <BadgeCheck token={key} />,
  measures: key => <MeasuresPage territory={key} />,
  passphrase: key => <Passphrase token={key} />,
  report: () => <ReportPage />,
  duty: () => (
    <DutyPage>
      <VisitLink />
    </DutyPage>
  ),
  'check-in': key => <CheckInPage code={key} />,
  record: () => <RecordPage />,
  lead: () => <LeadPages which="list" shiftId="" />,
  'lead-shift': key => <LeadPages which="shift" shiftId={key} />,
  'lead-code': key => <LeadPages which="code" shiftId={key} />,
  register: key => <RegisterPages id={key} />,
  sampling: key => <SamplingPages id={key} />,
  visits: key => <VisitPages id={key} />,
  outbox: () => <OutboxPage />,
  card: () => <CardPage />,
  me: () => (
    <MePage>
      <Fitness />
      <Calendar />
    </MePage>
  ),
  'not-found': () => (
    <Page title="404">
      <NotFound />
    </Page>
  ),
}

/** By which doors the outbox sends what is no fact. */
const WAYS = { ...rosterWays, ...dutyWays, ...registerWays }

function Room() {
  const { page, key } = useRoute()
  const session = useAskSession()
  useLive(Boolean(session.data))
  useOutbox(session.data?.account.id, WAYS)
  return (
    <SessionProvider value={session}>
      <SyncLine />
      {PAGES[page](key)}
    </SessionProvider>
  )
}

startLanguage()
// Opens without a line next time; where the browser has none (old web views), it opens as ever.
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/m/sw.js').catch(() => {})
setSunny(isSunny())
const app = document.getElementById('app')
if (app) {
  app.textContent = ''
  render(<Room />, app)
}
