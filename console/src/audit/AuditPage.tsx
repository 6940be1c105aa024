import { type AuditLine, list } from '@muster/core/audit/wire.ts'
import Button from 'antd/es/button'
import { useState } from 'react'
import './Audit.css'
import { useSaid } from '../platform/language.ts'
import { usePages } from '../platform/pages.ts'
import { useTimes } from '../platform/time.ts'
import { Choose } from '../shared/Choose.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Page } from '../shared/Page.tsx'
import { Personal } from '../shared/Personal.tsx'
import { Rows } from '../shared/Rows.tsx'
import { SearchInput } from '../shared/SearchInput.tsx'
import { useRested } from '../shared/useRested.ts'
import { actionWords, GROUPS } from './actions.ts'
import { ChainVerdict } from './ChainVerdict.tsx'
import { useAuditWords } from './words.ts'

interface Filter {
  readonly action: string
  readonly search: string
  readonly subject: string
}
const ALL: Filter = { action: '', search: '', subject: '' }

/** The auditor's page: the lines, and whether they can be believed. */
export function AuditPage() {
  const say = useAuditWords()
  const [filter, setFilter] = useState(ALL)
  const search = useRested(filter.search.trim())
  const pages = usePages(list, {
    limit: 200,
    ...(filter.action ? { action: `${filter.action}.` } : {}),
    ...(filter.subject ? { subject: filter.subject } : {}),
    ...(search ? { search } : {}),
  })
  const narrow = filter.action !== '' || filter.subject !== '' || search !== ''
  const columns = useColumns(subject => setFilter({ ...ALL, subject }))
  return (
    <Page title={say('audit')}>
      <ChainVerdict />
      <Filters filter={filter} narrow={narrow} onChange={setFilter} />
      <Rows pages={pages}>
        {rows => (
          <DataTable
            caption={say('audit')}
            columns={columns}
            rows={rows}
            keyOf={({ seq }) => String(seq)}
            empty={narrow ? <Empty title={say('noMatch')} /> : <Empty title={say('none')}>{say('noneDo')}</Empty>}
            long={{ total: pages.total, more: pages.more }}
          />
        )}
      </Rows>
    </Page>
  )
}

interface FilterProps {
  readonly filter: Filter
  readonly narrow: boolean
  readonly onChange: (filter: Filter) => void
}
function Filters({ filter, narrow, onChange }: FilterProps) {
  const say = useAuditWords()
  return (
    <search className="filters">
      <SearchInput
        label={say('find')}
        value={filter.search}
        onChange={typed => onChange({ ...filter, search: typed })}
      />
      <Choose
        aria-label={say('action')}
        value={filter.action}
        options={[{ key: '', name: say('actionAny') }, ...GROUPS.map(key => ({ key, name: say(`group.${key}`) }))]}
        onChange={action => onChange({ ...filter, action })}
      />
      {filter.subject && <span className="code">{say('onlyThis', { subject: shortOf(filter.subject) })}</span>}
      {narrow && (
        <Button type="text" onClick={() => onChange(ALL)}>
          {say('clear')}
        </Button>
      )}
    </search>
  )
}

function useColumns(onSubject: (subject: string) => void): Column<AuditLine>[] {
  const say = useAuditWords()
  const said = useSaid()
  const times = useTimes()
  return [
    { key: 'seq', title: say('seq'), number: true, cell: row => row.seq },
    { key: 'at', title: say('at'), cell: row => <time dateTime={row.at}>{times.moment(row.at)}</time> },
    { key: 'actor', title: say('actor'), cell: row => <Personal>{row.actor}</Personal> },
    {
      key: 'action',
      title: say('action'),
      cell: row => {
        const words = actionWords(row.action)
        return <span title={row.action}>{words ? said(words) : <span className="code">{row.action}</span>}</span>
      },
    },
    {
      key: 'subject',
      title: say('subject'),
      cell: row => (
        <button type="button" className="text-link code" title={row.subject} onClick={() => onSubject(row.subject)}>
          {shortOf(row.subject)}
        </button>
      ),
    },
    {
      key: 'detail',
      title: say('detail'),
      cell: row => (
        <span className="audit-detail" title={detailOf(row.detail)}>
          {shortOf(detailOf(row.detail))}
        </span>
      ),
    },
    {
      key: 'digest',
      title: say('digest'),
      cell: row => <span className="code soft" title={row.digest}>{`${row.digest.slice(0, 10)}…`}</span>,
      wideOnly: true,
    },
  ]
}

/** `person/0190…-4f2a` → `person/…4f2a`: the end of an id tells more than its beginning. */
const shortOf = (text: string) =>
  text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}([0-9a-f]{8})/g, '…$1')

const detailOf = (detail: Readonly<Record<string, unknown>>) =>
  Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `${key} ${plain(value)}`)
    .join(' · ')

const plain = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(plain).join(', ')
  if (value === null || typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(([key, inner]) => `${key} ${plain(inner)}`)
    .join(', ')
}
