import { useState } from 'react'
import { useHolds } from '../platform/session.ts'
import { Act } from '../shared/Act.tsx'
import { Page } from '../shared/Page.tsx'
import { SearchInput } from '../shared/SearchInput.tsx'

interface Props {
  readonly title: string
  /** The word over the search, and in it while nothing is typed. */
  readonly find: string
  readonly typed: string
  readonly onType: (typed: string) => void
  /** Stands beside the search. */
  readonly beside?: React.ReactNode
  /** What adds one to the rows, for whoever holds its verb. */
  readonly adds: Adds
  /** The rows; the button is handed to them, for when there are none yet. */
  readonly children: (add: React.ReactNode) => React.ReactNode
}
interface Adds {
  readonly verb: string
  readonly word: string
  readonly side: (onClose: () => void) => React.ReactNode
}

/** A page of rows that are found by typing and added at the side. */
export function FindPage({ title, find, typed, onType, beside, adds, children }: Props) {
  const holds = useHolds()
  const [adding, setAdding] = useState(false)
  const add = holds(adds.verb) && (
    <Act verb={adds.verb} type="primary" onClick={() => setAdding(true)}>
      {adds.word}
    </Act>
  )
  return (
    <Page title={title} actions={add}>
      <search className="filters">
        <SearchInput label={find} value={typed} onChange={onType} />
        {beside}
      </search>
      {children(add)}
      {adding && adds.side(() => setAdding(false))}
    </Page>
  )
}
