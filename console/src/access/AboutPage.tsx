import { useSession } from '../platform/session.ts'
import { Go } from '../shared/Go.tsx'
import { Page } from '../shared/Page.tsx'
import { useDeskWords } from './desk-words.ts'
import { SettingsTabs } from './SettingsTabs.tsx'

interface Props {
  readonly version: string
  /** Which divisions are in use; drawn by the slice that knows places. */
  readonly divisions: React.ReactNode
}

export function AboutPage({ version, divisions }: Props) {
  const say = useDeskWords()
  const { tenant } = useSession()
  return (
    <Page title={say('settings')}>
      <SettingsTabs />
      <h2>{say('about')}</h2>
      <p>{say('aboutSays')}</p>
      <dl className="facts">
        <dt>{say('version')}</dt>
        <dd className="digits">{version}</dd>
        <dt>{say('installation')}</dt>
        <dd>
          {tenant.name} · {say(tenant.rehearsal ? 'rehearsalKind' : 'live')}
        </dd>
        <dt>{say('installationId')}</dt>
        <dd className="code">{tenant.id}</dd>
        <dt>{say('zone')}</dt>
        <dd>{tenant.zone}</dd>
        <dt>{say('divisions')}</dt>
        <dd className="digits">{divisions}</dd>
      </dl>
      <p>
        <Go to="/privacy">{say('privacyLink')}</Go> · <a href="/api">{say('handbook')}</a>
      </p>
    </Page>
  )
}
