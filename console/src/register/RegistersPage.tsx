import { LINE_WORDS } from '@muster/core/register/form.ts'
import { type Register, registers } from '@muster/core/register/wire.ts'
import { useState } from 'react'
import { OfIncident } from '../incident/OfIncident.tsx'
import { useChosenIncident } from '../incident/useChosenIncident.ts'
import { useAsk } from '../platform/api.ts'
import { useLanguage, useSaid } from '../platform/language.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Page } from '../shared/Page.tsx'
import { unitWord } from '../shared/units.ts'
import { OpenRegister } from './OpenRegister.tsx'
import { RegisterTabs } from './RegisterTabs.tsx'
import { useRegisterWords } from './words.ts'

/** What is written down at the posts of an incident: its registers, those with something to settle first. */
export function RegistersPage() {
  const say = useRegisterWords()
  const [opening, setOpening] = useState(false)
  const of = useChosenIncident()
  const { incident } = of
  const act = (
    <Act
      verb="register.plan"
      type="primary"
      blocked={!incident || incident.closedAt ? say('noIncident') : undefined}
      onClick={() => setOpening(true)}
    >
      {say('openAct')}
    </Act>
  )
  return (
    <Page title={say('registers')} actions={act}>
      <RegisterTabs />
      <OfIncident of={of} none={say('none')} noneDo={say('noIncident')}>
        {incidentId => <RegisterTable incidentId={incidentId} />}
      </OfIncident>
      {opening && incident && <OpenRegister incidentId={incident.id} onClose={() => setOpening(false)} />}
    </Page>
  )
}

function RegisterTable({ incidentId }: { incidentId: string }) {
  const say = useRegisterWords()
  const columns = useColumns()
  return (
    <Answer asked={useAsk(registers, { incidentId })}>
      {({ rows }) => (
        <DataTable
          caption={say('registers')}
          columns={columns}
          rows={rows.toSorted((one, two) => Number(two.open) - Number(one.open) || two.held - one.held)}
          keyOf={({ id }) => id}
          tone={({ held }) => (held > 0 ? 'watch' : undefined)}
          empty={<Empty title={say('none')}>{say('noneDo')}</Empty>}
        />
      )}
    </Answer>
  )
}

function useColumns(): Column<Register>[] {
  const say = useRegisterWords()
  const said = useSaid()
  const language = useLanguage()
  return [
    { key: 'name', title: say('name'), cell: row => <Go to={`/registers/${row.id}`}>{said(row.form.words)}</Go> },
    { key: 'line', title: say('line'), cell: row => said(LINE_WORDS[row.form.line]), wideOnly: true },
    {
      key: 'posts',
      title: say('posts'),
      unit: say('postsUnit'),
      number: true,
      cell: row => row.posts.length,
      order: row => row.posts.length,
      wideOnly: true,
    },
    {
      key: 'entries',
      title: say('entries'),
      number: true,
      cell: row => (
        <>
          {row.entries.toLocaleString('en-US')} <small>{unitWord(row.form.counts, row.entries, language)}</small>
        </>
      ),
      order: row => row.entries,
    },
    {
      key: 'held',
      title: say('held'),
      number: true,
      cell: row => (row.held > 0 ? <b className="mark-watch">{row.held}</b> : '–'),
      order: row => row.held,
    },
    { key: 'state', title: say('state'), cell: row => say(row.open ? 'open' : 'closed') },
  ]
}
