import { board, pool } from '@muster/core/roster/draft.wire.ts'
import { get, type Rota } from '@muster/core/roster/rota.wire.ts'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import './Rota.css'
import { useAsk } from '../../platform/api.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { Page } from '../../shared/Page.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import type { Doing } from './RotaDialogs.tsx'
import { RotaView } from './RotaView.tsx'
import type { Span } from './useWorkbench.ts'
import { useRotaWords } from './words.ts'

const DAY = 86_400_000
const moved = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)

/** One rota: its board, a week at a time, with the pool beside it. */
export function RotaPage() {
  const { rotaId = '' }: { rotaId?: string } = useParams({ strict: false })
  const asked = useAsk(get, { rotaId })
  return <Answer asked={asked}>{rota => <OneRota key={rota.id} rota={rota} />}</Answer>
}

function OneRota({ rota }: { rota: Rota }) {
  const { span, go } = useWeek(rota)
  const input = { rotaId: rota.id, ...span }
  const asked = useAsk(board, input, { keep: true })
  const people = useAsk(pool, input, { keep: true })
  const [doing, setDoing] = useState<Doing>()
  return (
    <Page
      title={rota.name}
      beside={<Standing rota={rota} />}
      actions={<Actions wishes={rota.wishes.length} onDo={setDoing} />}
    >
      <Answer asked={asked}>
        {data => (
          <RotaView rota={rota} span={span} data={data} people={people} onWeek={go} doing={doing} onDo={setDoing} />
        )}
      </Answer>
    </Page>
  )
}

/** What is changed of the rota itself; what is done with its board stands above the board. */
function Actions({ wishes, onDo }: { wishes: number; onDo: (what: Doing) => void }) {
  const say = useRotaWords()
  return (
    <>
      <Act verb="roster.plan" onClick={() => onDo('wishes')}>
        {wishes > 0 ? say('wishesOf', { count: wishes }) : say('wishes')}
      </Act>
      <Act verb="roster.plan" onClick={() => onDo('amend')}>
        {say('amendRota')}
      </Act>
    </>
  )
}

function Standing({ rota: { published, territory } }: { rota: Rota }) {
  const say = useRotaWords()
  const times = useTimes()
  return (
    <>
      <StateMark state={published ? 'good' : 'watch'}>
        {published ? say('publishedNo', { number: published.number, at: times.brief(published.at) }) : say('draft')}
      </StateMark>
      <span className="soft">{territory.name}</span>
    </>
  )
}

export interface Week {
  /** Leads to the week before or after; undefined where the rota ends. */
  readonly back: (() => void) | undefined
  readonly on: (() => void) | undefined
}

/** The week stands in the address (`?from=`), so that it can be sent to somebody. */
function useWeek(rota: Rota): { readonly span: Span; readonly go: Week } {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const asked =
    typeof search.from === 'string' && search.from >= rota.from && search.from <= rota.to ? search.from : rota.from
  const end = moved(asked, 6)
  const to = end < rota.to ? end : rota.to
  const span = useMemo(() => ({ from: asked, to }), [asked, to])
  const at = (from: string) => () =>
    void navigate({ to: '.', search: { ...search, from }, replace: true, resetScroll: false })
  const before = moved(asked, -7)
  return {
    span,
    go: {
      back: asked > rota.from ? at(before > rota.from ? before : rota.from) : undefined,
      on: to < rota.to ? at(moved(asked, 7)) : undefined,
    },
  }
}
