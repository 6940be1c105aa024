import type { Import } from '@muster/core/people/imports.wire.ts'
import './Import.css'
import { useSaid } from '../platform/language.ts'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Personal } from '../shared/Personal.tsx'
import { type State, StateMark } from '../shared/StateMark.tsx'
import { useListed } from '../shared/useListed.ts'
import { useImportWords } from './import-words.ts'

type CellError = Import['errors'][number]
type Row = Import['sample'][number]

/** Cell by cell: where it is in the reader's own file, what is wrong, and what to do. */
export function ErrorTable({ errors }: { errors: readonly CellError[] }) {
  const say = useImportWords()
  const said = useSaid()
  const columns: Column<CellError>[] = [
    { key: 'row', title: say('row'), number: true, cell: ({ row }) => row },
    { key: 'column', title: say('column'), cell: ({ column }) => column },
    { key: 'wrong', title: say('wrong'), cell: error => <span className="wrap">{said(error)}</span> },
  ]
  return (
    <DataTable
      caption={say('errorList')}
      columns={columns}
      rows={errors}
      keyOf={error => `${error.row} ${error.column} ${error.zh}`}
      tall
    />
  )
}

const TONES: Record<Row['verdict'], State> = { error: 'gap', added: 'good', changed: 'watch', same: 'silent' }
const ORDER: readonly Row['verdict'][] = ['error', 'changed', 'added', 'same']

/** What would happen to each row. */
export function SampleTable({ rows }: { rows: readonly Row[] }) {
  const listed = useListed()
  const say = useImportWords()
  const columns: Column<Row>[] = [
    { key: 'row', title: say('row'), number: true, cell: ({ row }) => row, order: ({ row }) => row },
    {
      key: 'verdict',
      title: say('verdict'),
      cell: ({ verdict }) => <StateMark state={TONES[verdict]}>{say(`verdict.${verdict}`)}</StateMark>,
    },
    { key: 'no', title: say('volunteerNo'), cell: row => row.volunteerNo },
    { key: 'name', title: say('name'), cell: row => <Personal>{row.name}</Personal> },
    { key: 'unit', title: say('unit'), cell: row => row.unit },
    { key: 'changes', title: say('changes'), cell: row => listed(row.changes) || '–' },
  ]
  return (
    <DataTable
      caption={say('sample')}
      columns={columns}
      rows={rows.toSorted((one, two) => ORDER.indexOf(one.verdict) - ORDER.indexOf(two.verdict) || one.row - two.row)}
      keyOf={({ row }) => String(row)}
      tall
    />
  )
}
