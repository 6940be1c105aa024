import { Tabs } from '../shared/Tabs.tsx'
import { useRegisterWords } from './words.ts'

/** Registers, the paper that is keyed into them, and sampling with its codes. */
export function RegisterTabs() {
  const say = useRegisterWords()
  const tabs = [
    { to: '/registers', name: say('registers') },
    { to: '/registers/paper', name: say('paper') },
    { to: '/registers/rounds', name: say('sampling') },
    { to: '/registers/codes', name: say('codes') },
  ]
  return <Tabs label={say('registers')} tabs={tabs} />
}
