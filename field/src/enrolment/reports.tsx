import { mine, type Report } from '@muster/core/enrolment/wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useState } from 'preact/hooks'
import { OwnPage } from '../access/own-page.tsx'
import { api } from '../platform/api.ts'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useLoad } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Shown } from '../shared/faces.tsx'
import { Sign, TroubleNotice } from '../shared/notice.tsx'
import { Sheet } from '../shared/sheet.tsx'
import { PickCommunity } from '../territory/pick-community.tsx'
import { shortPlace } from '../territory/short.ts'
import { type Reporting, useReporting } from './reporting.ts'
import { words } from './words.ts'

type Mine = OutputOf<typeof mine>
interface Place {
  readonly code: string
  readonly name: string
}
interface SideProps {
  readonly as: Report['as']
  readonly report: Report | undefined
  readonly suggestions: readonly Place[]
  readonly reporting: Reporting
}

/** 双报到: at the community of residence, and at a partner community of the unit. */
export function ReportPage() {
  const say = useWords(words)
  return (
    <OwnPage tab="report" title={say('title')}>
      {person => <Reports key={person.id} personId={person.id} />}
    </OwnPage>
  )
}

function Reports({ personId }: { personId: string }) {
  const say = useWords(words)
  const asked = useLoad<Mine>('reports', '', () => api(mine, {}))
  const reporting = useReporting(personId, asked.reload)
  const side = (found: Mine, as: Report['as'], suggestions: readonly Place[]) => (
    <SideCard as={as} report={found.rows.find(row => row.as === as)} suggestions={suggestions} reporting={reporting} />
  )
  return (
    <>
      <h1>{say('title')}</h1>
      <TroubleNotice trouble={reporting.trouble} />
      <Shown of={asked}>
        {found => (
          <>
            {side(found, 'residence', found.residence ? [found.residence] : [])}
            {side(found, 'partner', found.partners)}
          </>
        )}
      </Shown>
      <p class="soft small">{say('whoSees')}</p>
    </>
  )
}

function SideCard({ as, report, suggestions, reporting }: SideProps) {
  const say = useWords(words)
  const [choosing, setChoosing] = useState(false)
  const pick = (place: Place) => {
    setChoosing(false)
    reporting.report(as, place.code, report)
  }
  return (
    <section class="card">
      <h2>{say(as)}</h2>
      {report ? <Standing report={report} /> : <Missing as={as} none={suggestions.length === 0} />}
      {!report &&
        suggestions.map(place => (
          <Button key={place.code} busy={reporting.busy} onTap={() => pick(place)}>
            {say('reportAt', { place: shortPlace(place.name) })}
          </Button>
        ))}
      {!report && as === 'residence' && (
        <Button kind="default" onTap={() => setChoosing(true)}>
          {say(suggestions.length ? 'reportElsewhere' : 'choose')}
        </Button>
      )}
      {report && <Change report={report} reporting={reporting} onMove={() => setChoosing(true)} />}
      {choosing && (
        <Sheet title={say(report ? 'moveTo' : 'choose')} onClose={() => setChoosing(false)}>
          {as === 'partner' ? <Partners places={suggestions} onPick={pick} /> : <PickCommunity onPick={pick} />}
        </Sheet>
      )}
    </section>
  )
}

function Standing({ report }: { report: Report }) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <div aria-live="polite">
      <Sign tone="good">{say('reported')}</Sign>
      <p class="huge">{shortPlace(report.community?.name ?? '')}</p>
      <p class="soft">
        {[
          report.community?.trail.slice(0, -1).map(shortPlace).join(' · '),
          say('since', { time: timeOf(report.at, language) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  )
}

function Missing({ as, none }: { as: Report['as']; none: boolean }) {
  const say = useWords(words)
  return (
    <>
      <Sign tone={as === 'residence' ? 'gap' : 'silent'}>{say('notYet')}</Sign>
      <p class="soft">{say(as === 'residence' ? 'residenceMeans' : none ? 'noPartner' : 'partnerMeans')}</p>
    </>
  )
}

function Partners({ places, onPick }: { places: readonly Place[]; onPick: (place: Place) => void }) {
  return (
    <div>
      {places.map(place => (
        <button type="button" class="pick" key={place.code} onClick={() => onPick(place)}>
          {shortPlace(place.name)}
        </button>
      ))}
    </div>
  )
}

function Change({ report, reporting, onMove }: { report: Report; reporting: Reporting; onMove: () => void }) {
  const say = useWords(words)
  const [leaving, setLeaving] = useState(false)
  const leave = () => {
    setLeaving(false)
    reporting.leave(report)
  }
  return (
    <div class="pair">
      <Button kind="default" busy={reporting.busy} onTap={onMove}>
        {say('move')}
      </Button>
      <Button kind="default" busy={reporting.busy} onTap={() => setLeaving(true)}>
        {say('leave')}
      </Button>
      {leaving && (
        <Sheet
          title={say('leaveAsk', { place: shortPlace(report.community?.name ?? '') })}
          onClose={() => setLeaving(false)}
        >
          <p>{say('leaveMeans')}</p>
          <Button kind="warn" onTap={leave}>
            {say('leaveNow')}
          </Button>
        </Sheet>
      )}
    </div>
  )
}
