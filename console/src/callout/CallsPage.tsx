import { type Call, list } from '@muster/core/callout/wire.ts'
import { useNavigate } from '@tanstack/react-router'
import Segmented from 'antd/es/segmented'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { OffersWaiting } from './OffersWaiting.tsx'
import { isOpen, shortOf, toneOf } from './states.ts'
import { useCallWords } from './words.ts'

/** All calls, those that want people first, and the offers that wait for an answer. */
export function CallsPage() {
  const say = useCallWords()
  const navigate = useNavigate()
  const [all, setAll] = useState(false)
  const asked = useAsk(list, { limit: 200 })
  const draft = (
    <Act verb="callout.issue" type="primary" onClick={() => void navigate({ to: '/calls/new' })}>
      {say('draft')}
    </Act>
  )
  return (
    <Page title={say('calls')} actions={draft}>
      <div className="filters">
        <Segmented
          value={all ? 'all' : 'running'}
          options={[
            { value: 'running', label: say('running') },
            { value: 'all', label: say('all') },
          ]}
          onChange={value => setAll(value === 'all')}
        />
      </div>
      <Answer asked={asked}>
        {({ rows }) => (
          <CallTable
            rows={all ? rows : rows.filter(row => isOpen(row) || row.state === 'draft')}
            any={rows.length > 0}
          />
        )}
      </Answer>
      <OffersPart />
    </Page>
  )
}

function OffersPart() {
  const say = useCallWords()
  return (
    <div style={{ marginTop: 28 }} id="offers">
      <Section title={say('offers')}>
        <OffersWaiting />
      </Section>
    </div>
  )
}

const BRIEF = ['title', 'state', 'short', 'quota', 'confirmed', 'reserve', 'muster']

/** `brief`: what a glance needs; the rest stands on the call's own page. */
export function CallTable({ rows, any, brief }: { rows: readonly Call[]; any: boolean; brief?: boolean }) {
  const say = useCallWords()
  const columns = useColumns()
  const sorted = rows.toSorted((one, two) => Number(isOpen(two)) - Number(isOpen(one)) || shortOf(two) - shortOf(one))
  return (
    <DataTable
      caption={say('calls')}
      columns={brief ? columns.filter(({ key }) => BRIEF.includes(key)) : columns}
      rows={sorted}
      keyOf={({ id }) => id}
      tone={row => (toneOf(row) === 'gap' ? 'gap' : undefined)}
      empty={any ? <Empty title={say('noneState')} /> : <Empty title={say('none')}>{say('noneDo')}</Empty>}
    />
  )
}

function useColumns(): Column<Call>[] {
  const say = useCallWords()
  const times = useTimes()
  const count = (key: 'quota' | 'confirmed' | 'held' | 'reserve', of: (row: Call) => number): Column<Call> => ({
    key,
    title: say(key),
    unit: say('unitPeople'),
    number: true,
    cell: of,
    order: of,
  })
  return [
    { key: 'title', title: say('title'), cell: row => <Go to={`/calls/${row.id}`}>{row.title}</Go> },
    {
      key: 'state',
      title: say('state'),
      cell: row => <StateMark state={toneOf(row)}>{say(`state.${row.state}`)}</StateMark>,
    },
    {
      key: 'short',
      title: say('short'),
      unit: say('unitPeople'),
      number: true,
      cell: row => (isOpen(row) && shortOf(row) > 0 ? <b className="mark-gap">{shortOf(row)}</b> : '–'),
      order: shortOf,
    },
    count('quota', row => row.quota),
    count('confirmed', row => row.counts.confirmed),
    count('held', row => row.counts.held),
    count('reserve', row => row.counts.reserve),
    { key: 'deadline', title: say('deadline'), cell: row => (row.deadline ? times.brief(row.deadline) : '–') },
    { key: 'muster', title: say('muster'), cell: row => (row.muster.at ? times.brief(row.muster.at) : '–') },
    { key: 'kind', title: say('kind'), cell: row => say(`kind.${row.kind}`) },
    { key: 'basis', title: say('basis'), cell: row => say(`basis.${row.basis}`) },
    { key: 'wave', title: say('waveTitle'), number: true, cell: row => row.wave },
  ]
}
