import { list, type Person } from '@muster/core/people/wire.ts'
import { AVAILABILITY_WORDS, SKILL_WORDS } from '@muster/core/people/words.ts'
import { useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useSaid } from '../platform/language.ts'
import { useListed } from '../shared/useListed.ts'
import './People.css'
import { usePages } from '../platform/pages.ts'
import { useHolds } from '../platform/session.ts'
import { Act } from '../shared/Act.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Page } from '../shared/Page.tsx'
import { Personal } from '../shared/Personal.tsx'
import { Rows } from '../shared/Rows.tsx'
import { useRested } from '../shared/useRested.ts'
import { ExportPeople } from './ExportPeople.tsx'
import { Held } from './Held.tsx'
import { PeopleFilters } from './PeopleFilters.tsx'
import { PersonSide } from './PersonSide.tsx'
import { useRosterWords } from './roster-words.ts'
import { filterInput, isNarrow, usePeopleFilter } from './usePeopleFilter.ts'

/** Ten thousand people: found by typing, drawn as far as the eye reaches. */
export function PeoplePage() {
  const say = useRosterWords()
  const [filter, setFilter] = usePeopleFilter()
  const [adding, setAdding] = useState(false)
  const asked = useRested(filterInput(filter))
  const pages = usePages(list, { ...asked, limit: 500 })
  const columns = useColumns()
  return (
    <Page title={say('people')} actions={<Acts unitId={filter.unitId} onAdd={() => setAdding(true)} />}>
      <PeopleFilters filter={filter} onChange={setFilter} />
      <Rows pages={pages}>
        {rows => (
          <DataTable
            caption={say('people')}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            empty={<Nobody narrow={isNarrow(filter)} onClear={() => setFilter({})} onAdd={() => setAdding(true)} />}
            long={{ total: pages.total, more: pages.more }}
          />
        )}
      </Rows>
      {adding && <PersonSide unitId={filter.unitId} onClose={() => setAdding(false)} />}
    </Page>
  )
}

function Acts({ unitId, onAdd }: { unitId: string | undefined; onAdd: () => void }) {
  const holds = useHolds()
  return (
    <>
      {holds('people.export') && <ExportPeople unitId={unitId} />}
      <WaysIn onAdd={onAdd} />
    </>
  )
}

/** How people come onto the roster. */
function WaysIn({ onAdd }: { onAdd: () => void }) {
  const say = useRosterWords()
  const holds = useHolds()
  const navigate = useNavigate()
  return (
    <>
      {holds('people.import') && (
        <Button onClick={() => void navigate({ to: '/people/import' })}>{say('import')}</Button>
      )}
      {holds('people.manage') && (
        <Act verb="people.manage" type="primary" onClick={onAdd}>
          {say('add')}
        </Act>
      )}
    </>
  )
}

function Nobody({ narrow, onClear, onAdd }: { narrow: boolean; onClear: () => void; onAdd: () => void }) {
  const say = useRosterWords()
  if (narrow)
    return (
      <Empty title={say('noMatch')} action={<Button onClick={onClear}>{say('clear')}</Button>}>
        {say('noMatchDo')}
      </Empty>
    )
  return (
    <Empty
      title={say('none')}
      action={
        <div className="filters">
          <WaysIn onAdd={onAdd} />
        </div>
      }
    >
      {say('noneDo')}
    </Empty>
  )
}

function useColumns(): Column<Person>[] {
  const say = useRosterWords()
  const listed = useListed()
  const said = useSaid()
  const skillsOf = ({ skills }: Person) => skills && listed(skills.map(skill => said(SKILL_WORDS[skill])))
  return [
    {
      key: 'name',
      title: say('name'),
      cell: row => (
        <Go to={`/people/${row.id}`}>
          <Personal>{row.name}</Personal>
        </Go>
      ),
    },
    { key: 'volunteerNo', title: say('volunteerNo'), cell: row => <span className="digits">{row.volunteerNo}</span> },
    { key: 'unit', title: say('unit'), cell: row => <span title={row.unit.trail.join(' › ')}>{row.unit.name}</span> },
    {
      key: 'residence',
      title: say('residence'),
      cell: row => <Held field="person.residence">{row.residence?.name}</Held>,
    },
    { key: 'phone', title: say('phone'), cell: row => <Held field="person.phone">{row.phone}</Held> },
    {
      key: 'skills',
      title: say('skills'),
      cell: row => <Held field="person.skills">{skillsOf(row)}</Held>,
      wideOnly: true,
    },
    {
      key: 'availability',
      title: say('availability'),
      cell: row => said(AVAILABILITY_WORDS[row.availability]),
      wideOnly: true,
    },
    { key: 'onCall', title: say('onCallShort'), cell: row => (row.onCall ? say('yes') : '–'), wideOnly: true },
  ]
}
