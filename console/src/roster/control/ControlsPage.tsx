import { CONTROL_STATES, type Control, controls } from '@muster/core/roster/control.wire.ts'
import { useState } from 'react'
import { useSaid } from '../../platform/language.ts'
import { usePages } from '../../platform/pages.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Choose } from '../../shared/Choose.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { Go } from '../../shared/Go.tsx'
import { Page, Section } from '../../shared/Page.tsx'
import { Rows } from '../../shared/Rows.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { PrepareControl } from './PrepareControl.tsx'
import { Unanswered } from './Unanswered.tsx'
import { useControlWords } from './words.ts'

/** The control zones of the reader's part of the city, those that lapsed first; and what nobody answers for. */
export function ControlsPage() {
  const say = useControlWords()
  const [state, setState] = useState('')
  const [preparing, setPreparing] = useState(false)
  const known = CONTROL_STATES.find(one => one === state)
  const pages = usePages(controls, known ? { state: known } : {})
  const states = [{ key: '', name: say('all') }, ...CONTROL_STATES.map(key => ({ key, name: say(`state.${key}`) }))]
  const prepare = (
    <Act verb="roster.control" type="primary" onClick={() => setPreparing(true)}>
      {say('prepare')}
    </Act>
  )
  return (
    <Page title={say('controls')} actions={prepare}>
      <div className="filters">
        <Choose aria-label={say('state')} value={state} options={states} onChange={setState} />
      </div>
      <Rows pages={pages}>{rows => <ControlTable rows={rows} total={pages.total} more={pages.more} />}</Rows>
      <div style={{ marginTop: 28 }}>
        <Section title={say('missing')}>
          <Unanswered />
        </Section>
      </div>
      {preparing && <PrepareControl onClose={() => setPreparing(false)} />}
    </Page>
  )
}

function ControlTable({ rows, total, more }: { rows: readonly Control[]; total: number; more: () => void }) {
  const say = useControlWords()
  return (
    <DataTable
      caption={say('controls')}
      columns={useColumns()}
      rows={rows}
      keyOf={({ id }) => id}
      tone={row => (row.state === 'lapsed' || (row.state === 'in-force' && row.withoutOwner > 0) ? 'gap' : undefined)}
      long={{ total, more }}
      empty={<Empty title={say('none')}>{say('noneDo')}</Empty>}
    />
  )
}

function useColumns(): Column<Control>[] {
  const say = useControlWords()
  const said = useSaid()
  const times = useTimes()
  const day = (at: string | null) => (at ? times.day(times.fromField(`${at}T12:00`)) : '–')
  return [
    { key: 'name', title: say('name'), cell: row => <Go to={`/controls/${row.id}`}>{row.name}</Go> },
    {
      key: 'level',
      title: say('level'),
      cell: row => <StateMark state={row.tone}>{row.levelWords ? said(row.levelWords) : say('noLevel')}</StateMark>,
    },
    { key: 'state', title: say('state'), cell: row => say(`state.${row.state}`) },
    { key: 'review', title: say('reviewOn'), cell: row => day(row.reviewOn), order: row => row.reviewOn ?? '' },
    { key: 'ends', title: say('endsOn'), cell: row => day(row.endsOn), order: row => row.endsOn ?? '' },
    {
      key: 'owner',
      title: say('withoutOwner'),
      unit: say('buildings'),
      number: true,
      cell: row => (row.withoutOwner > 0 ? <b className="mark-gap">{row.withoutOwner}</b> : '–'),
      order: row => row.withoutOwner,
    },
    { key: 'sites', title: say('sites'), number: true, cell: row => row.sites },
    { key: 'place', title: say('place'), cell: row => row.territory.name },
    { key: 'since', title: say('since'), cell: row => (row.since ? times.brief(row.since) : '–') },
  ]
}
