import type { Account } from '@muster/core/access/wire.ts'
import type { Role } from '@muster/core/platform/role.ts'
import Button from 'antd/es/button'
import { useSession } from '../platform/session.ts'
import { Go } from '../shared/Go.tsx'
import { Section } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useDeskWords } from './desk-words.ts'

interface Props {
  readonly accounts: readonly Account[]
  readonly onCreate: (role: Role) => void
}

/** What a new city still needs of its administrator; gone when all of it is there. */
export function NextSteps({ accounts, onCreate }: Props) {
  const say = useDeskWords()
  const { tenant } = useSession()
  const has = (role: Role, least = 1) =>
    accounts.filter(({ grants, suspended }) => !suspended && grants.some(grant => grant.role === role)).length >= least
  const steps = [
    { role: 'city-desk', least: 1, name: say('nextDesk'), says: say('nextDeskSays') },
    { role: 'auditor', least: 1, name: say('nextAuditor'), says: say('nextAuditorSays') },
    { role: 'system-administrator', least: 2, name: say('nextSecond'), says: say('nextSecondSays') },
  ] as const
  if (steps.every(({ role, least }) => has(role, least))) return null
  return (
    <Section title={say('nextTitle')} beside={say('nextIntro', { tenant: tenant.name })}>
      <ol className="steps">
        {steps.map(({ role, least, name, says }) => (
          <li key={role}>
            <StateMark state={has(role, least) ? 'good' : 'watch'}>
              {has(role, least) ? say('nextDone') : name}
            </StateMark>
            <p className="soft">{has(role, least) ? name : says}</p>
            {!has(role, least) && <Button onClick={() => onCreate(role)}>{say('createAccount')}</Button>}
          </li>
        ))}
        <li>
          <StateMark state="silent">{say('nextPlaces')}</StateMark>
          <p className="soft">{say('nextPlacesSays')}</p>
          <Go to="/territory">{say('nextPlaces')}</Go>
        </li>
      </ol>
    </Section>
  )
}
