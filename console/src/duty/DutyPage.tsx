import { gaps } from '@muster/core/duty/boards.wire.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import './Duty.css'
import { useAsk } from '../platform/api.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { Choose } from '../shared/Choose.tsx'
import { Go } from '../shared/Go.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { AlarmList } from './AlarmList.tsx'
import { DutyTabs } from './DutyTabs.tsx'
import { GapLines } from './GapLines.tsx'
import { PlaceTable } from './PlaceTable.tsx'
import { PresentTable } from './PresentTable.tsx'
import { ShortageList } from './ShortageList.tsx'
import { useDutyWords } from './words.ts'

const AHEAD = [4, 8, 12, 24] as const
/** Minutes pass even while nothing changes. */
const ANEW = 30_000

/** The desk on the day: gaps first, each with what can be done about it; then who is where. */
export function DutyPage() {
  const say = useDutyWords()
  const place = usePlace()
  return (
    <Page title={say('duty')} actions={<Go to="/duty/wall">{say('wall')}</Go>}>
      <DutyTabs />
      <div className="split">
        <div>
          <Gaps {...place} />
          <Section title={say('shortages')}>
            <ShortageList />
          </Section>
          <Section title={say('present')}>
            <PresentTable {...place.input} />
          </Section>
        </div>
        <aside>
          <Section title={say('alarms')}>
            <AlarmList {...place.input} />
          </Section>
          <Section title={say('places')}>
            <PlaceTable territory={place.territory} onOpen={place.go} />
          </Section>
        </aside>
      </div>
    </Page>
  )
}

/** The place one looks at stands in the address (`?territory=`). */
function usePlace() {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const territory = typeof search.territory === 'string' ? search.territory : undefined
  return {
    territory,
    input: territory ? { territory } : {},
    go: (code: string | undefined) => void navigate({ to: '.', search: { ...search, territory: code } }),
  }
}

function Gaps({ input }: { input: { territory?: string } }) {
  const say = useDutyWords()
  const times = useTimes()
  const [hours, setHours] = useState(4)
  const asked = useAsk(gaps, { ...input, hours }, { keep: true, every: ANEW })
  const ahead = (
    <Choose
      aria-label={say('hours')}
      value={String(hours)}
      options={AHEAD.map(each => ({ key: String(each), name: say('hoursOption', { hours: each }) }))}
      onChange={key => setHours(Number(key))}
    />
  )
  const { data } = asked
  return (
    <Section
      title={say('gaps')}
      beside={data && <span className="digits">{say('asOf', { at: times.clock(data.asOf) })}</span>}
      actions={ahead}
    >
      <Answer asked={asked}>
        {answer =>
          answer.rows.length === 0 ? (
            <StateMark state="good">{say('gapsNone', { hours })}</StateMark>
          ) : (
            <>
              <p className="duty-sums">
                {answer.now.people > 0 && <StateMark state="gap">{say('gapsNow', answer.now)}</StateMark>}
                {answer.coming.people > 0 && (
                  <StateMark state="watch">{say('gapsComing', { ...answer.coming, hours })}</StateMark>
                )}
              </p>
              <GapLines gaps={answer.rows} asOf={answer.asOf} />
            </>
          )
        }
      </Answer>
    </Section>
  )
}
