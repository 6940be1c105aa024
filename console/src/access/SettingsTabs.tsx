import { useHolds, useSession } from '../platform/session.ts'
import { Tabs } from '../shared/Tabs.tsx'
import { useDeskWords } from './desk-words.ts'

export function SettingsTabs() {
  const say = useDeskWords()
  const holds = useHolds()
  const { tenant } = useSession()
  const tabs = [
    { to: '/settings', name: say('tabOwn'), shown: true },
    { to: '/settings/accounts', name: say('tabAccounts'), shown: holds('access.manage') },
    { to: '/settings/clock', name: say('tabClock'), shown: tenant.rehearsal && holds('access.set-clock') },
    { to: '/privacy', name: say('tabPrivacy'), shown: true },
    { to: '/settings/about', name: say('tabAbout'), shown: true },
  ]
  return <Tabs label={say('tabs')} tabs={tabs.filter(({ shown }) => shown)} />
}
