import { type PostLine, posts } from '@muster/core/roster/posts.wire.ts'
import { POST_STATES } from '@muster/core/roster/shapes.ts'
import Segmented from 'antd/es/segmented'
import { useState } from 'react'
import { usePages } from '../../platform/pages.ts'
import { usePlacesOf } from '../../platform/session.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { Go } from '../../shared/Go.tsx'
import { Page } from '../../shared/Page.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Rows } from '../../shared/Rows.tsx'
import { SearchInput } from '../../shared/SearchInput.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { useRested } from '../../shared/useRested.ts'
import { PlacePicker } from '../../territory/PlacePicker.tsx'
import { CreatePost } from './CreatePost.tsx'
import { CreatePosts } from './CreatePosts.tsx'
import { LayOut } from './LayOut.tsx'
import { PostTabs } from './PostTabs.tsx'
import { useKinds } from './useKinds.ts'
import { usePostWords } from './words.ts'

/** How far ahead the list counts gaps. */
const HOURS = 12

type Doing = 'setUp' | 'setUpMany' | 'layOut'

interface Filter {
  readonly state: (typeof POST_STATES)[number]
  readonly search: string
  readonly place: readonly Choice[]
}

/** The posts of the reader's part of the city, those that miss somebody first. */
export function PostsPage() {
  const say = usePostWords()
  const [filter, setFilter] = useState<Filter>({ state: 'open', search: '', place: [] })
  const [doing, setDoing] = useState<Doing>()
  const search = useRested(filter.search.trim())
  const [place] = filter.place
  const pages = usePages(posts, {
    state: filter.state,
    hours: HOURS,
    ...(search ? { search } : {}),
    ...(place ? { territory: place.key } : {}),
  })
  const narrowed = search !== '' || place !== undefined || filter.state === 'closed'
  const close = () => setDoing(undefined)
  return (
    <Page title={say('posts')} actions={<Actions onDo={setDoing} />}>
      <PostTabs />
      <Filters filter={filter} onChange={setFilter} />
      <Rows pages={pages}>
        {rows => <PostTable rows={rows} total={pages.total} more={pages.more} narrowed={narrowed} />}
      </Rows>
      {doing === 'setUp' && <CreatePost onClose={close} />}
      {doing === 'setUpMany' && <CreatePosts onClose={close} />}
      {doing === 'layOut' && <LayOut posts={pages.rows ?? []} chosen={[]} onClose={close} />}
    </Page>
  )
}

function Actions({ onDo }: { onDo: (what: Doing) => void }) {
  const say = usePostWords()
  return (
    <>
      <Act verb="roster.plan" onClick={() => onDo('layOut')}>
        {say('layOut')}
      </Act>
      <Act verb="roster.plan" onClick={() => onDo('setUpMany')}>
        {say('setUpMany')}
      </Act>
      <Act verb="roster.plan" type="primary" onClick={() => onDo('setUp')}>
        {say('setUp')}
      </Act>
    </>
  )
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const say = usePostWords()
  const within = usePlacesOf(['street-desk'])
  return (
    <div className="filters">
      <Segmented
        value={filter.state}
        options={POST_STATES.map(state => ({ value: state, label: say(state) }))}
        onChange={state => onChange({ ...filter, state })}
      />
      <div style={{ width: 220 }}>
        <PlacePicker
          label={say('place')}
          within={within}
          value={filter.place}
          onChange={place => onChange({ ...filter, place: place.slice(-1) })}
        />
      </div>
      <SearchInput label={say('search')} value={filter.search} onChange={search => onChange({ ...filter, search })} />
    </div>
  )
}

interface TableProps {
  readonly rows: readonly PostLine[]
  readonly total: number
  readonly more: () => void
  readonly narrowed: boolean
}

function PostTable({ rows, total, more, narrowed }: TableProps) {
  const say = usePostWords()
  return (
    <DataTable
      caption={say('posts')}
      columns={useColumns()}
      rows={rows}
      keyOf={({ id }) => id}
      tone={({ now }) => (now.missing > 0 ? 'gap' : undefined)}
      long={{ total, more }}
      empty={narrowed ? <Empty title={say('noneFound')} /> : <Empty title={say('none')}>{say('noneDo')}</Empty>}
    />
  )
}

function useColumns(): Column<PostLine>[] {
  const say = usePostWords()
  const times = useTimes()
  const kinds = useKinds()
  const missing = (key: 'now' | 'soon'): Column<PostLine> => ({
    key,
    title: say(key, { hours: HOURS }),
    unit: say('people'),
    number: true,
    cell: row =>
      row[key].missing > 0 ? <b className={key === 'now' ? 'mark-gap' : 'mark-watch'}>{row[key].missing}</b> : '–',
    order: row => row[key].missing,
  })
  return [
    { key: 'name', title: say('name'), cell: row => <Go to={`/posts/${row.id}`}>{row.name}</Go> },
    missing('now'),
    missing('soon'),
    { key: 'gap', title: say('gapFrom'), cell: row => (row.gapFrom ? times.brief(row.gapFrom) : '–') },
    {
      key: 'assigned',
      title: say('assigned'),
      number: true,
      cell: ({ now, soon }) => `${now.assigned + soon.assigned} / ${now.needed + soon.needed}`,
    },
    { key: 'kind', title: say('kind'), cell: row => <Kind row={row} word={kinds.word(row)} /> },
    { key: 'place', title: say('place'), cell: row => row.territory.name, order: row => row.territory.name },
    { key: 'site', title: say('site'), cell: row => row.site?.name ?? '–', wideOnly: true },
  ]
}

function Kind({ row, word }: { row: PostLine; word: string }) {
  const say = usePostWords()
  if (row.command) return <StateMark state="watch">{`${word} · ${say('command')}`}</StateMark>
  return row.danger ? <StateMark state="watch">{word}</StateMark> : word
}
