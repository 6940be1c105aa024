import { useHolds } from '../../platform/session.ts'
import { Tabs } from '../../shared/Tabs.tsx'
import { useProtectWords } from './words.ts'

/** What protects people: limits, insurance, who is lent where. */
export function ProtectTabs() {
  const say = useProtectWords()
  const holds = useHolds()
  const tabs = [
    { to: '/protection', name: say('limits'), verb: 'roster.read' },
    { to: '/protection/cover', name: say('cover'), verb: 'roster.cover' },
    { to: '/protection/secondments', name: say('secondments'), verb: 'roster.read' },
  ]
  return <Tabs label={say('protection')} tabs={tabs.filter(({ verb }) => holds(verb))} />
}
