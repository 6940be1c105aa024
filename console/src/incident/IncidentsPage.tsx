import { type Incident, list } from '@muster/core/incident/wire.ts'
import Segmented from 'antd/es/segmented'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Page } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { OpenIncident } from './OpenIncident.tsx'
import { usePacks } from './usePacks.ts'
import { useIncidentWords } from './words.ts'

/** All incidents, those that run first. */
export function IncidentsPage() {
  const say = useIncidentWords()
  const [all, setAll] = useState(false)
  const [opening, setOpening] = useState(false)
  const asked = useAsk(list, { limit: 100, ...(all ? {} : { open: true }) }, { keep: true })
  const open = (
    <Act verb="incident.command" type="primary" onClick={() => setOpening(true)}>
      {say('open')}
    </Act>
  )
  return (
    <Page title={say('title')} actions={open}>
      <div className="filters">
        <Segmented
          value={all ? 'all' : 'open'}
          options={[
            { value: 'open', label: say('running') },
            { value: 'all', label: say('all') },
          ]}
          onChange={value => setAll(value === 'all')}
        />
      </div>
      <Answer asked={asked}>{({ rows }) => <IncidentTable rows={rows} />}</Answer>
      <OpenIncident open={opening} onClose={() => setOpening(false)} />
    </Page>
  )
}

export function IncidentTable({ rows }: { rows: readonly Incident[] }) {
  const say = useIncidentWords()
  return (
    <DataTable
      caption={say('title')}
      columns={useColumns()}
      rows={rows}
      keyOf={({ id }) => id}
      empty={<Empty title={say('none')}>{say('noneDo')}</Empty>}
    />
  )
}

function useColumns(): Column<Incident>[] {
  const say = useIncidentWords()
  const times = useTimes()
  const packs = usePacks()
  return [
    { key: 'name', title: say('name'), cell: row => <Go to={`/incidents/${row.id}`}>{row.name}</Go> },
    { key: 'kind', title: say('kind'), cell: row => packs.kindWord(row.kind) },
    {
      key: 'level',
      title: say('level'),
      cell: row => <StateMark state={packs.levelTone(row)}>{packs.levelWord(row) || say('noLevel')}</StateMark>,
    },
    { key: 'phase', title: say('phase'), cell: row => packs.phaseWord(row) || say('noPhase') },
    { key: 'place', title: say('place'), cell: row => row.territory.name },
    { key: 'started', title: say('startedAt'), cell: row => times.moment(row.startedAt), order: row => row.startedAt },
    {
      key: 'closed',
      title: say('closedAt'),
      cell: row => (row.closedAt ? times.moment(row.closedAt) : say('running')),
    },
  ]
}
