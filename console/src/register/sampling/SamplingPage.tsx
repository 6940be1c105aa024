import { type Round, rounds } from '@muster/core/register/sampling/rounds.wire.ts'
import { useState } from 'react'
import { OfIncident } from '../../incident/OfIncident.tsx'
import { useChosenIncident } from '../../incident/useChosenIncident.ts'
import { useAsk } from '../../platform/api.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { Go } from '../../shared/Go.tsx'
import { Page } from '../../shared/Page.tsx'
import { RegisterTabs } from '../RegisterTabs.tsx'
import { AddResidents } from './AddResidents.tsx'
import { OpenRound } from './OpenRound.tsx'
import { useSamplingWords } from './words.ts'

type Doing = 'open' | 'residents'

/** Rounds of sampling of an incident, and what they need: residents and their codes. */
export function SamplingPage() {
  const say = useSamplingWords()
  const [doing, setDoing] = useState<Doing>()
  const of = useChosenIncident()
  const { incident } = of
  const blocked = !incident || incident.closedAt ? say('noIncident') : undefined
  const acts = (['residents', 'open'] as const).map(key => (
    <Act
      key={key}
      verb="register.plan"
      type={key === 'open' ? 'primary' : 'default'}
      blocked={blocked}
      onClick={() => setDoing(key)}
    >
      {say(key)}
    </Act>
  ))
  return (
    <Page title={say('sampling')} actions={acts}>
      <RegisterTabs />
      <OfIncident of={of} none={say('none')} noneDo={say('noIncident')}>
        {incidentId => <RoundTable incidentId={incidentId} />}
      </OfIncident>
      {doing === 'open' && incident && <OpenRound incidentId={incident.id} onClose={() => setDoing(undefined)} />}
      {doing === 'residents' && incident && (
        <AddResidents incidentId={incident.id} onClose={() => setDoing(undefined)} />
      )}
    </Page>
  )
}

function RoundTable({ incidentId }: { incidentId: string }) {
  const say = useSamplingWords()
  const times = useTimes()
  const columns: Column<Round>[] = [
    { key: 'name', title: say('name'), cell: row => <Go to={`/registers/rounds/${row.id}`}>{row.name}</Go> },
    { key: 'place', title: say('place'), cell: row => row.territory.name },
    { key: 'from', title: say('startsAt'), cell: row => times.brief(row.startsAt), order: row => row.startsAt },
    {
      key: 'until',
      title: say('endsAt'),
      cell: row => times.brief(row.endsAt),
      order: row => row.endsAt,
      wideOnly: true,
    },
    { key: 'size', title: say('tubeSize'), number: true, cell: row => row.tubeSize, wideOnly: true },
    { key: 'posts', title: say('posts'), unit: say('postsUnit'), number: true, cell: row => row.posts.length },
    { key: 'state', title: say('state'), cell: row => say(row.closed ? 'closed' : 'running') },
  ]
  return (
    <Answer asked={useAsk(rounds, { incidentId })}>
      {({ rows }) => (
        <DataTable
          caption={say('rounds')}
          columns={columns}
          rows={rows.toSorted(
            (one, two) => Number(one.closed) - Number(two.closed) || two.startsAt.localeCompare(one.startsAt),
          )}
          keyOf={({ id }) => id}
          empty={<Empty title={say('none')}>{say('noneDo')}</Empty>}
        />
      )}
    </Answer>
  )
}
