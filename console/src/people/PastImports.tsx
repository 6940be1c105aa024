import { type Import, imports } from '@muster/core/people/imports.wire.ts'
import './Import.css'
import { usePages } from '../platform/pages.ts'
import { useTimes } from '../platform/time.ts'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Section } from '../shared/Page.tsx'
import { Rows } from '../shared/Rows.tsx'
import { ImportState } from './ImportPreview.tsx'
import { useImportWords } from './import-words.ts'

interface Props {
  /** The one that is open above. */
  readonly shown: string | undefined
  readonly onOpen: (importId: string) => void
}

export function PastImports({ shown, onOpen }: Props) {
  const say = useImportWords()
  const times = useTimes()
  const pages = usePages(imports, { limit: 50 })
  const columns: Column<Import>[] = [
    {
      key: 'file',
      title: say('file'),
      cell: row =>
        row.id === shown ? (
          <b>{row.fileName}</b>
        ) : (
          <button type="button" className="text-link" onClick={() => onOpen(row.id)}>
            {row.fileName}
          </button>
        ),
    },
    { key: 'state', title: say('state'), cell: row => <ImportState state={row.state} /> },
    { key: 'errors', title: say('errors'), number: true, cell: row => row.counts.errors || '–' },
    { key: 'added', title: say('added'), number: true, cell: row => row.counts.added.toLocaleString('en-US') },
    { key: 'changed', title: say('changed'), number: true, cell: row => row.counts.changed },
    { key: 'at', title: say('at'), cell: row => times.moment(row.at) },
    { key: 'by', title: say('by'), cell: row => row.by, wideOnly: true },
  ]
  return (
    <div className="import-past">
      <Section title={say('past')}>
        <Rows pages={pages}>
          {rows => (
            <DataTable
              caption={say('past')}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              empty={<Empty title={say('pastNone')}>{say('pastNoneDo')}</Empty>}
              long={{ total: pages.total, more: pages.more }}
            />
          )}
        </Rows>
      </Section>
    </div>
  )
}
