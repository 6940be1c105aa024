import { type Team, teams } from '@muster/core/people/teams.wire.ts'
import { useState } from 'react'
import { usePages } from '../platform/pages.ts'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Rows } from '../shared/Rows.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useListed } from '../shared/useListed.ts'
import { useRested } from '../shared/useRested.ts'
import { FindPage } from './FindPage.tsx'
import { TeamSide } from './TeamSide.tsx'
import { useTeamWords } from './team-words.ts'

/** Teams and their groups; those without a captain stand out. */
export function TeamsPage() {
  const say = useTeamWords()
  const [typed, setTyped] = useState('')
  const search = useRested(typed.trim())
  const pages = usePages(teams, { limit: 500, ...(search ? { search } : {}) })
  return (
    <FindPage
      title={say('teams')}
      find={say('find')}
      typed={typed}
      onType={setTyped}
      adds={{ verb: 'people.lead-teams', word: say('form'), side: onClose => <TeamSide onClose={onClose} /> }}
    >
      {form => (
        <Rows pages={pages}>
          {rows => (
            <TeamTable
              rows={rows}
              long={{ total: pages.total, more: pages.more }}
              empty={
                search ? (
                  <Empty title={say('noMatch')} />
                ) : (
                  <Empty title={say('none')} action={form}>
                    {say('noneDo')}
                  </Empty>
                )
              }
            />
          )}
        </Rows>
      )}
    </FindPage>
  )
}

interface TableProps {
  readonly rows: readonly Team[]
  readonly long?: { readonly total: number; readonly more: () => void }
  readonly empty: React.ReactNode
}

/** Groups come right after their team, one step further in. */
export function TeamTable({ rows, long, empty }: TableProps) {
  const listed = useListed()
  const say = useTeamWords()
  const parents = new Map(rows.map(({ id, parent }) => [id, parent]))
  const depthOf = (id: string | null): number => (id && parents.has(id) ? 1 + depthOf(parents.get(id) ?? null) : 0)
  const columns: Column<Team>[] = [
    {
      key: 'name',
      title: say('name'),
      cell: row => (
        <span style={{ paddingInlineStart: depthOf(row.parent) * 20 }}>
          <Go to={`/people/teams/${row.id}`}>{row.name}</Go>
        </span>
      ),
    },
    {
      key: 'captains',
      title: say('captains'),
      cell: row =>
        row.captains.length > 0 ? (
          listed(row.captains.map(({ name }) => name ?? '***'))
        ) : (
          <StateMark state="watch">{say('noCaptain')}</StateMark>
        ),
    },
    { key: 'people', title: say('people'), unit: say('unitPeople'), number: true, cell: row => row.people },
    {
      key: 'memberships',
      title: say('memberships'),
      unit: say('unitTimes'),
      number: true,
      cell: row => row.memberships,
    },
    { key: 'kind', title: say('kind'), cell: row => say(`kind.${row.kind}`) },
    { key: 'unit', title: say('unit'), cell: row => row.unit?.name ?? '–', wideOnly: true },
    { key: 'territory', title: say('territory'), cell: row => row.territory?.name ?? '–', wideOnly: true },
  ]
  return (
    <DataTable
      caption={say('teams')}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      tone={row => (row.captains.length === 0 ? 'watch' : undefined)}
      empty={empty}
      {...(long ? { long } : {})}
    />
  )
}
