import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { closeSite, gates, SITE_KINDS, type Site, sites } from '@muster/core/roster/sites.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { usePages } from '../../platform/pages.ts'
import { usePlacesOf } from '../../platform/session.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { Choose } from '../../shared/Choose.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { Note } from '../../shared/Note.tsx'
import { Page, Section } from '../../shared/Page.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { ProblemNote } from '../../shared/ProblemNote.tsx'
import { Rows } from '../../shared/Rows.tsx'
import { SearchInput } from '../../shared/SearchInput.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { useRested } from '../../shared/useRested.ts'
import { PlacePicker } from '../../territory/PlacePicker.tsx'
import { AddSites } from './AddSites.tsx'
import { AmendSite } from './AmendSite.tsx'
import { PostTabs } from './PostTabs.tsx'
import { usePostWords } from './words.ts'

/** Compounds, buildings and other places where people stand; and whether every compound has exactly one open gate. */
export function SitesPage() {
  const say = usePostWords()
  const [place, setPlace] = useState<readonly Choice[]>([])
  const [adding, setAdding] = useState(false)
  const territory = place[0]?.key
  const add = (
    <Act verb="roster.plan" type="primary" onClick={() => setAdding(true)}>
      {say('addSites')}
    </Act>
  )
  return (
    <Page title={say('sites')} actions={add}>
      <PostTabs />
      <SiteList place={place} onPlace={setPlace} />
      <div style={{ marginTop: 28 }}>
        <Section title={say('gates')}>
          <GateCheck territory={territory} />
        </Section>
      </div>
      {adding && <AddSites onClose={() => setAdding(false)} />}
    </Page>
  )
}

function SiteList({ place, onPlace }: { place: readonly Choice[]; onPlace: (place: readonly Choice[]) => void }) {
  const say = usePostWords()
  const within = usePlacesOf(['street-desk'])
  const [kind, setKind] = useState('')
  const [typed, setTyped] = useState('')
  const search = useRested(typed.trim())
  const known = SITE_KINDS.find(one => one === kind)
  const pages = usePages(sites, {
    ...(place[0] ? { territory: place[0].key } : {}),
    ...(known ? { kind: known } : {}),
    ...(search ? { search } : {}),
  })
  const kinds = [{ key: '', name: say('all') }, ...SITE_KINDS.map(key => ({ key, name: say(`kind.${key}`) }))]
  return (
    <>
      <div className="filters">
        <Choose aria-label={say('siteKind')} value={kind} options={kinds} onChange={setKind} />
        <div style={{ width: 220 }}>
          <PlacePicker label={say('place')} within={within} value={place} onChange={next => onPlace(next.slice(-1))} />
        </div>
        <SearchInput label={say('search')} value={typed} onChange={setTyped} />
      </div>
      <Rows pages={pages}>{rows => <SiteTable rows={rows} total={pages.total} more={pages.more} />}</Rows>
    </>
  )
}

function SiteTable({ rows, total, more }: { rows: readonly Site[]; total: number; more: () => void }) {
  const say = usePostWords()
  const done = useDone()
  const { tell, problem } = useTell(closeSite)
  const [amending, setAmending] = useState<Site>()
  const close = async ({ id, version }: Site) => {
    if (await tell({ siteId: id, version })) done(say('didCloseSite'))
  }
  const columns: Column<Site>[] = [
    { key: 'name', title: say('name'), cell: row => row.name, order: row => row.name },
    { key: 'kind', title: say('siteKind'), cell: row => say(`kind.${row.kind}`) },
    { key: 'parent', title: say('parent'), cell: row => row.parent?.name ?? '–' },
    { key: 'place', title: say('place'), cell: row => row.territory.name },
    {
      key: 'households',
      title: say('households'),
      unit: say('unitHouseholds'),
      number: true,
      cell: row => row.households?.toLocaleString('en-US') ?? '–',
    },
    {
      key: 'close',
      title: '',
      cell: row => (
        <>
          <Act verb="roster.plan" size="small" onClick={() => setAmending(row)}>
            {say('amend')}
          </Act>{' '}
          <Act verb="roster.plan" size="small" onClick={() => void close(row)}>
            {say('closeSite')}
          </Act>
        </>
      ),
    },
  ]
  return (
    <>
      <ProblemNote problem={problem} />
      <DataTable
        caption={say('sites')}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        long={{ total, more }}
        empty={<Empty title={say('noSites')}>{say('noSitesDo')}</Empty>}
      />
      {amending && <AmendSite site={amending} onClose={() => setAmending(undefined)} />}
    </>
  )
}

function GateCheck({ territory }: { territory: string | undefined }) {
  const asked = useAsk(gates, territory ? { territory } : {}, { keep: true })
  return <Answer asked={asked}>{found => <Gates found={found} />}</Answer>
}

function Gates({ found }: { found: OutputOf<typeof gates> }) {
  const say = usePostWords()
  const { compounds, rows } = found
  if (compounds === 0) return <p className="soft">{say('noCompounds')}</p>
  if (rows.length === 0) return <Note state="good">{say('gatesFine', { compounds, gates: found.gates })}</Note>
  return (
    <>
      <Note state="gap">{say('gatesWrong', { count: rows.length })}</Note>
      <DataTable
        caption={say('gates')}
        rows={rows}
        keyOf={({ site }) => site.id}
        columns={[
          { key: 'site', title: say('kind.compound'), cell: ({ site }) => site.name },
          { key: 'place', title: say('place'), cell: ({ site }) => site.territory.name },
          {
            key: 'gates',
            title: say('gates'),
            cell: row =>
              row.gates.length === 0 ? (
                <StateMark state="gap">{say('gateNone')}</StateMark>
              ) : (
                <StateMark state="watch">
                  {`${say('gatesTwo', { count: row.gates.length })}: ${row.gates.map(({ name }) => name).join(' · ')}`}
                </StateMark>
              ),
          },
        ]}
      />
    </>
  )
}
