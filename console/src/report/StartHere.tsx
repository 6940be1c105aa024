import './Home.css'
import { useHolds } from '../platform/session.ts'
import { Go } from '../shared/Go.tsx'
import { Section } from '../shared/Page.tsx'
import { useReportWords } from './words.ts'

/** A city on its first day: what to do, in order. */
export function StartHere({ running }: { running: boolean }) {
  const say = useReportWords()
  const holds = useHolds()
  return (
    <Section title={say('startTitle')}>
      <ol className="starts">
        <li>
          <span>{say('startUnits')}</span>
          {holds('people.import') && <Go to="/people/import">{say('doImport')}</Go>}
        </li>
        <li>
          <span>{say('startReport')}</span>
        </li>
        <li>
          <span>{say('startIncident')}</span>
          {running
            ? holds('callout.issue') && <Go to="/calls/new">{say('doCall')}</Go>
            : holds('incident.command') && <Go to="/incidents">{say('doIncident')}</Go>}
        </li>
      </ol>
    </Section>
  )
}
