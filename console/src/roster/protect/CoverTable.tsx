import { type Cover, ENDING_DAYS } from '@muster/core/roster/cover.wire.ts'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useNow } from '../../platform/clock.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Go } from '../../shared/Go.tsx'
import { Personal } from '../../shared/Personal.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { daysLater } from '../posts/days.ts'
import { useProtectWords } from './words.ts'

interface Props {
  readonly rows: readonly Cover[]
  readonly total: number
  readonly more: () => void
  readonly empty: React.ReactNode
  readonly onSet: (people: readonly Cover[]) => void
}

/** People with the day through which they are insured; ticked ones are recorded together. */
export function CoverTable({ rows, total, more, empty, onSet }: Props) {
  const say = useProtectWords()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const picked = rows.filter(({ person }) => chosen.has(person.id))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <>
      {rows.length > 0 && (
        <div className="filters">
          <Button size="small" onClick={() => setChosen(new Set(rows.map(({ person }) => person.id)))}>
            {say('chooseAll', { count: rows.length })}
          </Button>
          {picked.length > 0 && (
            <>
              <Button size="small" type="text" onClick={() => setChosen(new Set())}>
                {say('chooseNone')}
              </Button>
              <Act verb="roster.cover" size="small" type="primary" onClick={() => onSet(picked)}>
                {say('setMany', { count: picked.length })}
              </Act>
            </>
          )}
        </div>
      )}
      <DataTable
        caption={say('cover')}
        columns={useColumns(chosen, toggle, onSet)}
        rows={rows}
        keyOf={({ person }) => person.id}
        long={{ total, more }}
        empty={empty}
      />
    </>
  )
}

function useColumns(chosen: ReadonlySet<string>, toggle: (id: string) => void, onSet: Props['onSet']): Column<Cover>[] {
  const say = useProtectWords()
  return [
    {
      key: 'person',
      title: say('person'),
      cell: ({ person }) => (
        <>
          <input
            type="checkbox"
            aria-label={say('choose', { name: person.name ?? person.volunteerNo })}
            checked={chosen.has(person.id)}
            onChange={() => toggle(person.id)}
          />{' '}
          <Go to={`/people/${person.id}`}>
            <Personal>{person.name}</Personal>
          </Go>
        </>
      ),
    },
    { key: 'until', title: say('until'), cell: ({ until }) => <Until until={until} /> },
    { key: 'no', title: say('volunteerNo'), cell: ({ person }) => person.volunteerNo },
    { key: 'unit', title: say('unit'), cell: ({ person }) => person.unit },
    {
      key: 'set',
      title: '',
      cell: row => (
        <Act verb="roster.cover" size="small" onClick={() => onSet([row])}>
          {say('setOne')}
        </Act>
      ),
    },
  ]
}

/** The last day of cover, and what it means today. */
export function Until({ until }: { until: string | null }) {
  const say = useProtectWords()
  const today = useTimes().toField(useNow(60_000)).slice(0, 10)
  const shown = until ?? '–'
  if (until === null || until < today)
    return <StateMark state="gap">{until ? `${shown} · ${say('state.missing')}` : say('state.missing')}</StateMark>
  if (until < daysLater(today, ENDING_DAYS))
    return <StateMark state="watch">{`${shown} · ${say('state.ending')}`}</StateMark>
  return <span className="digits">{shown}</span>
}
