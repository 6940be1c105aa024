import { useNavigate } from '@tanstack/react-router'
import { Answer } from '../shared/Answer.tsx'
import { Choose } from '../shared/Choose.tsx'
import { Empty } from '../shared/Empty.tsx'
import type { useChosenIncident } from './useChosenIncident.ts'
import { useIncidentWords } from './words.ts'

interface Props {
  readonly of: ReturnType<typeof useChosenIncident>
  /** What there is none of without an incident, and why. */
  readonly none: string
  readonly noneDo: string
  readonly children: (incidentId: string) => React.ReactNode
}

/** What a page shows of one incident, and the choice of it; the choice stands in the address. */
export function OfIncident({ of: { asked, all, incident }, none, noneDo, children }: Props) {
  const say = useIncidentWords()
  const navigate = useNavigate()
  return (
    <Answer asked={asked}>
      {() =>
        incident ? (
          <>
            <div className="filters">
              <Choose
                aria-label={say('incident')}
                value={incident.id}
                options={all.map(({ id, name }) => ({ key: id, name }))}
                onChange={id => void navigate({ to: '.', search: { incident: id } })}
              />
            </div>
            {children(incident.id)}
          </>
        ) : (
          <Empty title={none}>{noneDo}</Empty>
        )
      }
    </Answer>
  )
}
