import { list } from '@muster/core/report/wire.ts'
import './Home.css'
import { useAsk } from '../platform/api.ts'
import { useSaid } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { useReportWords } from './words.ts'

/** What was said officially last. */
export function LastBulletin() {
  const say = useReportWords()
  const said = useSaid()
  const times = useTimes()
  const asked = useAsk(list, { limit: 1 })
  return (
    <Answer asked={asked}>
      {({ rows: [last] }) =>
        last ? (
          <div className="last-bulletin">
            <p>
              <Go to={`/bulletins/${last.id}`}>
                {last.number} {last.title}
              </Go>
            </p>
            <p className="soft small">
              {say('asOf')} {times.moment(last.asOf)}
            </p>
            <p>{said(last.sentence)}</p>
          </div>
        ) : (
          <Empty title={say('noBulletin')} action={<Go to="/bulletins">{say('toBulletins')}</Go>}>
            {say('noBulletinDo')}
          </Empty>
        )
      }
    </Answer>
  )
}
