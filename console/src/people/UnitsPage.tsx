import { type Unit, units } from '@muster/core/people/wire.ts'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useListed } from '../shared/useListed.ts'
import './Units.css'
import { usePages } from '../platform/pages.ts'
import { useHolds } from '../platform/session.ts'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Rows } from '../shared/Rows.tsx'
import { useRested } from '../shared/useRested.ts'
import { FindPage } from './FindPage.tsx'
import { UnitSide } from './UnitSide.tsx'
import { type Branch, treeOf, trunksOf } from './unit-tree.ts'
import { useUnitWords } from './unit-words.ts'

/** The units of the city and what stands below them. */
export function UnitsPage() {
  const say = useUnitWords()
  const holds = useHolds()
  const [typed, setTyped] = useState('')
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const search = useRested(typed.trim())
  const pages = usePages(units, { limit: 500, ...(search ? { search } : {}) })
  return (
    <FindPage
      title={say('units')}
      find={say('find')}
      typed={typed}
      onType={setTyped}
      beside={<FoldAll rows={pages.rows ?? []} folded={folded} onChange={setFolded} />}
      adds={{ verb: 'people.manage-units', word: say('add'), side: onClose => <UnitSide onClose={onClose} /> }}
    >
      {add => (
        <Rows pages={pages}>
          {rows => (
            <UnitTree
              rows={rows}
              folded={folded}
              onFold={setFolded}
              long={{ total: pages.total, more: pages.more }}
              empty={
                search ? (
                  <Empty title={say('noMatch')} />
                ) : (
                  <Empty title={say('none')} action={add}>
                    {say(holds('people.manage-units') ? 'noneDo' : 'noneAsk')}
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

interface FoldProps {
  readonly rows: readonly Unit[]
  readonly folded: ReadonlySet<string>
  readonly onChange: (folded: ReadonlySet<string>) => void
}
function FoldAll({ rows, folded, onChange }: FoldProps) {
  const say = useUnitWords()
  const trunks = trunksOf(rows)
  if (trunks.length === 0) return null
  return (
    <Button type="text" onClick={() => onChange(new Set(folded.size > 0 ? [] : trunks))}>
      {say(folded.size > 0 ? 'unfoldAll' : 'foldAll')}
    </Button>
  )
}

interface TreeProps {
  readonly rows: readonly Unit[]
  readonly folded: ReadonlySet<string>
  readonly onFold: (folded: ReadonlySet<string>) => void
  readonly long: { readonly total: number; readonly more: () => void }
  readonly empty: React.ReactNode
}
function UnitTree({ rows, folded, onFold, long, empty }: TreeProps) {
  const listed = useListed()
  const say = useUnitWords()
  const turn = (id: string) =>
    onFold(folded.has(id) ? new Set([...folded].filter(one => one !== id)) : new Set([...folded, id]))
  const columns: Column<Branch>[] = [
    {
      key: 'name',
      title: say('name'),
      cell: branch => (
        <BranchName branch={branch} folded={folded.has(branch.unit.id)} onTurn={() => turn(branch.unit.id)} />
      ),
    },
    {
      key: 'people',
      title: say('people'),
      unit: say('unitPeople'),
      number: true,
      cell: ({ unit }) => unit.people.toLocaleString('en-US'),
    },
    { key: 'code', title: say('code'), cell: ({ unit }) => <span className="digits">{unit.code}</span> },
    { key: 'kind', title: say('kind'), cell: ({ unit }) => say(`kind.${unit.kind}`) },
    {
      key: 'partners',
      title: say('partners'),
      cell: ({ unit }) => listed(unit.partners.map(({ name }) => name)) || <span className="soft">–</span>,
      wideOnly: true,
    },
  ]
  return (
    <DataTable
      caption={say('units')}
      columns={columns}
      rows={treeOf(rows, folded)}
      keyOf={({ unit }) => unit.id}
      long={long}
      empty={empty}
    />
  )
}

function BranchName({ branch, folded, onTurn }: { branch: Branch; folded: boolean; onTurn: () => void }) {
  const say = useUnitWords()
  const { unit, depth, below } = branch
  return (
    <span className="branch" style={{ paddingInlineStart: depth * 20 }}>
      {below > 0 ? (
        <button
          type="button"
          className="branch-turn"
          aria-expanded={!folded}
          aria-label={say(folded ? 'unfold' : 'fold', { name: unit.name })}
          onClick={onTurn}
        >
          <svg viewBox="0 0 12 12" aria-hidden="true" fill="currentColor">
            <path d={folded ? 'M4 2 9 6 4 10Z' : 'M2 4 10 4 6 9Z'} />
          </svg>
        </button>
      ) : (
        <span className="branch-turn" />
      )}
      <Go to={`/units/${unit.id}`}>{unit.name}</Go>
    </span>
  )
}
