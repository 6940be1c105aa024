import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { list } from '@muster/core/roster/rota.wire.ts'
import { useNavigate } from '@tanstack/react-router'
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
import { StateMark } from '../../shared/StateMark.tsx'
import { PlacePicker } from '../../territory/PlacePicker.tsx'
import { CreateRota } from './CreateRota.tsx'
import { useRotaWords } from './words.ts'

type Line = OutputOf<typeof list>['rows'][number]

/** Every rota of the reader's part of the city, the newest first. */
export function RotasPage() {
  const say = useRotaWords()
  const pages = usePages(list, {})
  const [making, setMaking] = useState(false)
  const create = (
    <Act verb="roster.plan" type="primary" onClick={() => setMaking(true)}>
      {say('create')}
    </Act>
  )
  return (
    <Page title={say('rotas')} actions={create}>
      <ToPlace />
      <Rows pages={pages}>{rows => <RotaTable rows={rows} more={pages.more} total={pages.total} />}</Rows>
      {making && <CreateRota onDone={() => setMaking(false)} />}
    </Page>
  )
}

/** The week of a place, whatever rotas plan it. */
function ToPlace() {
  const say = useRotaWords()
  const within = usePlacesOf(['street-desk'])
  const navigate = useNavigate()
  const go = ([place]: readonly Choice[]) => {
    if (place) void navigate({ to: `/rotas/places/${place.key}` })
  }
  return (
    <div className="filters">
      <div style={{ width: 260 }}>
        <PlacePicker label={say('placeWeekGo')} within={within} value={[]} onChange={go} />
      </div>
    </div>
  )
}

function RotaTable({ rows, more, total }: { rows: readonly Line[]; more: () => void; total: number }) {
  const say = useRotaWords()
  const times = useTimes()
  const day = (at: string) => times.day(times.fromField(`${at}T12:00`))
  const columns: readonly Column<Line>[] = [
    { key: 'name', title: say('name'), cell: ({ id, name }) => <Go to={`/rotas/${id}`}>{name}</Go> },
    {
      key: 'place',
      title: say('place'),
      cell: ({ territory }) => territory.name,
      order: ({ territory }) => territory.name,
    },
    { key: 'days', title: say('days'), cell: ({ from, to }) => `${day(from)} – ${day(to)}`, order: ({ from }) => from },
    {
      key: 'posts',
      title: say('posts'),
      unit: say('postsUnit'),
      number: true,
      cell: ({ posts }) => posts,
      order: ({ posts }) => posts,
    },
    {
      key: 'version',
      title: say('version'),
      cell: ({ published }) =>
        published ? (
          <StateMark state="good">
            {say('publishedNo', { number: published.number, at: times.brief(published.at) })}
          </StateMark>
        ) : (
          <StateMark state="watch">{say('draft')}</StateMark>
        ),
    },
  ]
  return (
    <DataTable
      caption={say('rotas')}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      long={{ total, more }}
      empty={<Empty title={say('noRotas')}>{say('noRotasDo')}</Empty>}
    />
  )
}
