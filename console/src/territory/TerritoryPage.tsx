import { children, search as searchPlaces, type Territory } from '@muster/core/territory/wire.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import './Territory.css'
import { useAsk } from '../platform/api.ts'
import { useHolds } from '../platform/session.ts'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Page } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { SearchInput } from '../shared/SearchInput.tsx'
import { useRested } from '../shared/useRested.ts'
import { ManageTerritory } from './ManageTerritory.tsx'
import { PlaceColumns } from './PlaceColumns.tsx'
import { PlaceDetails } from './PlaceDetails.tsx'
import { usePath } from './usePath.ts'
import { useTerritoryWords } from './words.ts'

interface Props {
  /** Over which areas coverage is counted; drawn by a slice that stands right of territory. */
  readonly coverage?: React.ReactNode
}

/** The city from the top down. The place looked at stands in the address. */
export function TerritoryPage({ coverage }: Props) {
  const say = useTerritoryWords()
  const holds = useHolds()
  const found: { at?: string | number } = useSearch({ strict: false })
  const at = found.at === undefined ? undefined : String(found.at)
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const what = useRested(typed.trim())
  const tops = useAsk(children, {})
  const go = (code: string | undefined) => {
    setTyped('')
    void navigate({ to: '.', search: code ? { at: code } : {}, resetScroll: false })
  }
  const empty = tops.data?.rows.length === 0
  return (
    <Page title={say('territory')}>
      <search className="filters">
        <SearchInput className="place-search" label={say('find')} value={typed} onChange={setTyped} />
      </search>
      {typed.trim() ? (
        <Found what={what} onGo={go} />
      ) : (
        <Answer asked={tops}>
          {({ rows, version }) =>
            empty ? (
              <Empty title={say('none')}>{say(holds('territory.manage') ? 'noneDo' : 'noneAsk')}</Empty>
            ) : (
              <Browser tops={rows} at={at} version={version} onGo={go} />
            )
          }
        </Answer>
      )}
      {coverage}
      {holds('territory.manage') && <ManageTerritory />}
    </Page>
  )
}

interface BrowserProps {
  readonly tops: readonly Territory[]
  readonly at: string | undefined
  readonly version: string | null
  readonly onGo: (code: string | undefined) => void
}
function Browser({ tops, at, version, onGo }: BrowserProps) {
  const { path, problem } = usePath(at ?? (tops.length === 1 ? tops[0]?.code : undefined))
  return (
    <>
      <ProblemNote problem={problem} />
      <div className="places">
        <PlaceColumns tops={tops} path={path} onGo={onGo} />
        <PlaceDetails place={path.at(-1)} version={version} />
      </div>
    </>
  )
}

function Found({ what, onGo }: { what: string; onGo: (code: string) => void }) {
  const say = useTerritoryWords()
  const asked = useAsk(searchPlaces, { search: what || ' ', limit: 50 }, { when: what !== '', keep: true })
  const columns: Column<Territory>[] = [
    {
      key: 'name',
      title: say('territory'),
      cell: row => (
        <button type="button" className="text-link" onClick={() => onGo(row.code)}>
          {row.name}
        </button>
      ),
    },
    { key: 'trail', title: say('trail'), cell: row => row.trail.slice(0, -1).join(' › ') },
    { key: 'level', title: say('level'), cell: row => say(`level.${row.level}`) },
    { key: 'code', title: say('code'), cell: row => <span className="digits">{row.code}</span> },
  ]
  return (
    <Answer asked={asked}>
      {({ rows }) => (
        <DataTable
          caption={say('found', { count: rows.length })}
          columns={columns}
          rows={rows}
          keyOf={({ code }) => code}
          empty={<Empty title={say('nothing', { what })} />}
        />
      )}
    </Answer>
  )
}
