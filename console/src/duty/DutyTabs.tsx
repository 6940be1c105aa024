import { useHolds } from '../platform/session.ts'
import { Tabs } from '../shared/Tabs.tsx'
import { useDutyWords } from './words.ts'

/** The day, who needs care, and what was done beyond the limits: each for whoever may see it. */
export function DutyTabs() {
  const say = useDutyWords()
  const holds = useHolds()
  const tabs = [
    { to: '/duty', name: say('tabNow'), shown: true },
    { to: '/duty/care', name: say('tabCare'), shown: holds('duty.care') },
    { to: '/duty/overrides', name: say('tabOverrides'), shown: holds('roster.assign') },
  ].filter(({ shown }) => shown)
  return tabs.length > 1 ? <Tabs label={say('duty')} tabs={tabs} /> : null
}
