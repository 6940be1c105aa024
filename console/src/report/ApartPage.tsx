import './Home.css'
import { useHolds } from '../platform/session.ts'
import { Go } from '../shared/Go.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { LastBulletin } from './LastBulletin.tsx'
import { useReportWords } from './words.ts'

const WAYS = [
  ['access.manage', 'apart.accounts', 'apart.accountsDo', '/settings/accounts'],
  ['territory.manage', 'apart.territory', 'apart.territoryDo', '/territory'],
  ['audit.read', 'apart.audit', 'apart.auditDo', '/audit'],
] as const

/**
 * The first page of those whose duty keeps them apart from people and calls: administrator and auditor. It says so
 * instead of showing them a situation without gaps, which would be untrue.
 */
export function ApartPage() {
  const say = useReportWords()
  const holds = useHolds()
  const ways = WAYS.filter(([verb]) => holds(verb))
  return (
    <Page title={say('apart.title')} beside={<span className="soft">{say('apart.says')}</span>}>
      {ways.length > 0 && (
        <Section title={say('apart.yours')}>
          <ol className="starts">
            {ways.map(([verb, what, act, to]) => (
              <li key={verb}>
                <span>{say(what)}</span>
                <Go to={to}>{say(act)}</Go>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {holds('report.read') && (
        <Section title={say('lastBulletin')}>
          <LastBulletin />
        </Section>
      )}
    </Page>
  )
}
