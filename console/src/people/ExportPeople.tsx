import { exportPeople } from '@muster/core/people/imports.wire.ts'
import Button from 'antd/es/button'
import { useFile } from '../platform/download.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useRosterWords } from './roster-words.ts'

/** The roster, or one unit of it, as a file; only what the reader may see is in it. */
export function ExportPeople({ unitId }: { unitId: string | undefined }) {
  const say = useRosterWords()
  const { fetchFile, fetching, problem } = useFile(exportPeople)
  const get = (format: 'xlsx' | 'csv') => void fetchFile({ format, ...(unitId ? { unitId } : {}) })
  return (
    <>
      <ProblemNote problem={problem} again={() => get('xlsx')} />
      <Button loading={fetching} onClick={() => get('xlsx')}>
        {say('exportXlsx')}
      </Button>
      <Button disabled={fetching} onClick={() => get('csv')}>
        {say('exportCsv')}
      </Button>
    </>
  )
}
