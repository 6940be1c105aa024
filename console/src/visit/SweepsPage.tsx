import { type Sweep, sweeps } from '@muster/core/visit/wire.ts'
import { useState } from 'react'
import { OfIncident } from '../incident/OfIncident.tsx'
import { useChosenIncident } from '../incident/useChosenIncident.ts'
import { useAsk } from '../platform/api.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Page } from '../shared/Page.tsx'
import { OpenSweep } from './OpenSweep.tsx'
import { VisitTabs } from './VisitTabs.tsx'
import { useVisitWords } from './words.ts'

/** The sweeps of an incident, those that run first. */
export function SweepsPage() {
  const say = useVisitWords()
  const [opening, setOpening] = useState(false)
  const of = useChosenIncident()
  const { incident } = of
  const blocked = !incident || incident.closedAt ? say('noIncident') : undefined
  const act = (
    <Act verb="visit.plan" type="primary" blocked={blocked} onClick={() => setOpening(true)}>
      {say('openAct')}
    </Act>
  )
  return (
    <Page title={say('sweeps')} actions={act}>
      <VisitTabs />
      <OfIncident of={of} none={say('none')} noneDo={say('noIncident')}>
        {incidentId => <SweepTable incidentId={incidentId} />}
      </OfIncident>
      {opening && incident && <OpenSweep incidentId={incident.id} onClose={() => setOpening(false)} />}
    </Page>
  )
}

function SweepTable({ incidentId }: { incidentId: string }) {
  const say = useVisitWords()
  const columns: Column<Sweep>[] = [
    { key: 'name', title: say('name'), cell: row => <Go to={`/visits/${row.id}`}>{row.name}</Go> },
    { key: 'post', title: say('post'), cell: row => row.post.name },
    { key: 'place', title: say('place'), cell: row => row.territory.name, wideOnly: true },
    { key: 'state', title: say('state'), cell: row => say(row.open ? 'open' : 'closed') },
  ]
  return (
    <Answer asked={useAsk(sweeps, { incidentId })}>
      {({ rows }) => (
        <DataTable
          caption={say('sweeps')}
          columns={columns}
          rows={rows.toSorted((one, two) => Number(two.open) - Number(one.open))}
          keyOf={({ id }) => id}
          empty={<Empty title={say('none')}>{say('noneDo')}</Empty>}
        />
      )}
    </Answer>
  )
}
