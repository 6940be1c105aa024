import { useNow } from '../platform/clock.ts'
import { useSession } from '../platform/session.ts'
import { useTimes } from '../platform/time.ts'
import { StateMark } from '../shared/StateMark.tsx'
import { useAccessWords } from './words.ts'

/** Nobody may take a rehearsal for the real thing: it stands over every page, with its own clock. */
export function RehearsalBanner() {
  const { tenant } = useSession()
  return tenant.rehearsal ? <Banner speed={tenant.speed} /> : null
}

function Banner({ speed }: { speed: number | undefined }) {
  const say = useAccessWords()
  const times = useTimes()
  const now = useNow(1000)
  return (
    <section className="banner" aria-label={say('rehearsal')}>
      <StateMark state="watch">{say('rehearsal')}</StateMark>
      <p>{say('rehearsalSays')}</p>
      <p className="digits">
        {say('clock')} <b>{times.moment(now)}</b>
        {speed === 0 && ` · ${say('still')}`}
        {speed !== undefined && speed > 1 && ` · ${say('speed', { speed })}`}
      </p>
    </section>
  )
}
