import { type Incident, get as incidentOf } from '@muster/core/incident/wire.ts'
import { CallTable } from '../callout/CallsPage.tsx'
import { isOpen } from '../callout/states.ts'
import { EnrolmentFigures } from '../enrolment/EnrolmentFigures.tsx'
import { Timeline } from '../incident/Timeline.tsx'
import { usePacks } from '../incident/usePacks.ts'
import { useIncidentWords } from '../incident/words.ts'
import { useAsk } from '../platform/api.ts'
import { useAsOf } from '../platform/asOf.ts'
import { serverNow, useNow } from '../platform/clock.ts'
import { useAnswersForPlaces, useHolds } from '../platform/session.ts'
import { Answer } from '../shared/Answer.tsx'
import { Go } from '../shared/Go.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useSharedWords } from '../shared/words.ts'
import { ApartPage } from './ApartPage.tsx'
import { GapList } from './GapList.tsx'
import { gapsOf } from './gaps.ts'
import { LastBulletin } from './LastBulletin.tsx'
import { StartHere } from './StartHere.tsx'
import { type Situation, useSituation } from './useSituation.ts'
import { useReportWords } from './words.ts'

/** The situation: what needs somebody first, then how it stands; and for those who may not see it, where their work is. */
export function HomePage() {
  const holds = useHolds()
  return holds('enrolment.read') ? <SituationPage /> : <ApartPage />
}

function SituationPage() {
  const say = useReportWords()
  const situation = useSituation()
  const incident = situation.incidents.data?.rows[0]
  const empty = situation.byUnit.data?.rows.length === 0 && situation.figures.data?.people.value === 0
  return (
    <Page
      title={incident?.name ?? say('situation')}
      timed
      beside={situation.incidents.data && <Where incidents={situation.incidents.data.rows} />}
    >
      <div className="split">
        <div>
          {empty ? <StartHere running={incident !== undefined} /> : <Gaps situation={situation} />}
          <Running situation={situation} />
          {incident && <Happened incident={incident} />}
        </div>
        <aside>
          <Section title={say('figures')}>
            <Answer asked={situation.figures}>{figures => <EnrolmentFigures figures={figures} ledger />}</Answer>
          </Section>
          <Section title={say('lastBulletin')}>
            <LastBulletin />
          </Section>
        </aside>
      </div>
    </Page>
  )
}

const DAY = 86_400_000

function Where({ incidents: [incident, ...others] }: { incidents: readonly Incident[] }) {
  const say = useReportWords()
  const words = useIncidentWords()
  const packs = usePacks()
  const { asOf, live } = useAsOf()
  const ticking = useNow(60_000)
  const now = asOf ? Date.parse(asOf) : ticking
  if (!incident) return <span className="soft">{say('peacetime')}</span>
  const day = Math.floor((now - Date.parse(incident.startedAt)) / DAY) + 1
  return (
    <span className="home-head">
      {/* NOTE: level and phase are known for now; what they were stands in the timeline. */}
      {live && <StateMark state={packs.levelTone(incident)}>{packs.levelWord(incident) || words('noLevel')}</StateMark>}
      <span className="soft">
        {[live ? packs.phaseWord(incident) : '', say('day', { count: day }), incident.territory.name]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <Go to={`/incidents/${incident.id}`}>{words('timeline')}</Go>
      {others.length > 0 && <Go to="/incidents">{say('otherIncidents', { count: others.length })}</Go>}
    </span>
  )
}

function Gaps({ situation }: { situation: Situation }) {
  const say = useReportWords()
  const shared = useSharedWords()
  const holds = useHolds()
  const reader = { namesMissing: holds('enrolment.name-missing'), places: useAnswersForPlaces() }
  const { incidents, calls, uncovered, byUnit, offers, duty } = situation
  const asked = [incidents, calls, uncovered, byUnit, offers, duty]
  const broken = asked.find(one => one.problem)
  const gaps = gapsOf(situation, serverNow(), reader)
  // That nothing is missing is said only when everything was answered.
  const known = gaps.length > 0 || (!broken && !asked.some(one => one.waiting))
  return (
    <Section title={say('gaps')} beside={situation.live ? undefined : say('pastCalls')}>
      <ProblemNote problem={broken?.problem} again={broken?.again} />
      {uncovered.waiting || calls.waiting ? (
        <output className="soft">{shared('waiting')}</output>
      ) : (
        known && <GapList gaps={gaps} past={!situation.live} />
      )}
    </Section>
  )
}

function Running({ situation }: { situation: Situation }) {
  const say = useReportWords()
  const running = situation.calls.data?.rows.filter(isOpen) ?? []
  if (!situation.live || running.length === 0) return null
  return (
    <Section title={say('calls')}>
      <CallTable rows={running} any brief />
    </Section>
  )
}

/** The newest of the timeline; when looking back, what was written by then. */
const NEWEST = 12

function Happened({ incident }: { incident: Incident }) {
  const say = useReportWords()
  const { asOf } = useAsOf()
  const asked = useAsk(incidentOf, { incidentId: incident.id })
  const until = asOf ? Date.parse(asOf) : Number.POSITIVE_INFINITY
  return (
    <Section title={say('timeline')}>
      <Answer asked={asked}>
        {({ timeline }) => (
          <Timeline
            entries={timeline
              .filter(({ at }) => Date.parse(at) <= until)
              .toSorted((one, two) => Date.parse(two.at) - Date.parse(one.at))
              .slice(0, NEWEST)}
          />
        )}
      </Answer>
    </Section>
  )
}
