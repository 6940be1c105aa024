import { Tabs } from '../shared/Tabs.tsx'
import { useVisitWords } from './words.ts'

/** Sweeps, and the doors they go over. */
export function VisitTabs() {
  const say = useVisitWords()
  const tabs = [
    { to: '/visits', name: say('sweeps') },
    { to: '/visits/doors', name: say('doors') },
  ]
  return <Tabs label={say('sweeps')} tabs={tabs} />
}
