import './Territory.css'
import { useSaid } from '../platform/language.ts'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Note } from '../shared/Note.tsx'
import { useTerritoryWords } from './words.ts'

interface Mistake {
  readonly at: number
  readonly zh: string
  readonly en: string
}

/** Mistakes of a file by where they stand; nothing at all when there are none. */
export function Mistakes({ title, where, rows }: { title: string; where: string; rows: readonly Mistake[] }) {
  const say = useTerritoryWords()
  const said = useSaid()
  if (rows.length === 0) return null
  const columns: Column<Mistake>[] = [
    { key: 'at', title: where, number: true, cell: ({ at }) => at },
    { key: 'wrong', title: say('wrong'), cell: mistake => <span className="mistake">{said(mistake)}</span> },
  ]
  return (
    <>
      <Note state="gap">{title}</Note>
      <DataTable caption={title} columns={columns} rows={rows} keyOf={({ at, zh }) => `${at} ${zh}`} tall />
    </>
  )
}
