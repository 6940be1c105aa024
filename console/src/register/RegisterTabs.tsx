import { Tabs } from '../shared/Tabs.tsx'
import { useRegisterWords } from './words.ts'

/** Registers, and the paper that is keyed into them. */
export function RegisterTabs() {
  const say = useRegisterWords()
  const tabs = [
    { to: '/registers', name: say('registers') },
    { to: '/registers/paper', name: say('paper') },
  ]
  return <Tabs label={say('registers')} tabs={tabs} />
}
