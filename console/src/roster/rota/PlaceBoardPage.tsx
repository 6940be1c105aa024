import { type Board, type BoardPost, type BoardShift, territoryBoard } from '@muster/core/roster/draft.wire.ts'
import { get } from '@muster/core/territory/wire.ts'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useAsk } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { useLanguage } from '../../platform/language.ts'
import { useTimes } from '../../platform/time.ts'
import { Answer } from '../../shared/Answer.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { Go } from '../../shared/Go.tsx'
import { Page } from '../../shared/Page.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { daysLater } from '../posts/days.ts'
import { PlaceDay } from './PlaceDay.tsx'
import { daysOf } from './useWorkbench.ts'
import { useRotaWords } from './words.ts'

const WEEK = 7

/** The week of all posts of a place, whatever rota plans them: who is meant to come, and where somebody is missing. */
export function PlaceBoardPage() {
  const say = useRotaWords()
  const { code = '' }: { code?: string } = useParams({ strict: false })
  const place = useAsk(get, { code })
  const { from, to, go } = useWeekFrom()
  const asked = useAsk(territoryBoard, { code, from, to }, { keep: true })
  const [onlyGaps, setOnlyGaps] = useState(false)
  return (
    <Page title={say('placeWeek', { place: place.data?.name ?? code })} actions={<Weeks from={from} onGo={go} />}>
      <div className="filters">
        <Tick checked={onlyGaps} onChange={setOnlyGaps}>
          {say('onlyGaps')}
        </Tick>
      </div>
      <Answer asked={asked}>{board => <WeekTable board={board} onlyGaps={onlyGaps} />}</Answer>
    </Page>
  )
}

/** The week stands in the address (`?from=`), so that it can be sent to somebody; today and six days more if left out. */
function useWeekFrom() {
  const times = useTimes()
  const navigate = useNavigate()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const today = times.toField(serverNow()).slice(0, 10)
  const asked = typeof search.from === 'string' && /^\d{4}-\d\d-\d\d$/.test(search.from) ? search.from : today
  return {
    from: asked,
    to: daysLater(asked, WEEK - 1),
    go: (days: number) =>
      void navigate({
        to: '.',
        search: { ...search, from: daysLater(asked, days) },
        replace: true,
        resetScroll: false,
      }),
  }
}

function Weeks({ from, onGo }: { from: string; onGo: (days: number) => void }) {
  const say = useRotaWords()
  return (
    <>
      <Button aria-label={say('weekBefore')} title={say('weekBefore')} onClick={() => onGo(-WEEK)}>
        ‹
      </Button>
      <span className="digits">
        {from} – {daysLater(from, WEEK - 1)}
      </span>
      <Button aria-label={say('weekAfter')} title={say('weekAfter')} onClick={() => onGo(WEEK)}>
        ›
      </Button>
    </>
  )
}

/** A post with its shifts of each day. */
interface Line {
  readonly post: BoardPost
  readonly days: ReadonlyMap<string, readonly BoardShift[]>
  readonly missing: number
}

/** Places that are empty as published: a draft covers nothing. */
const missingOf = ({ cancelled, people, published }: BoardShift): number =>
  cancelled ? 0 : Math.max(0, people - published.people.length)

function linesOf({ posts, shifts }: Board): Line[] {
  const byPost = Map.groupBy(shifts, ({ postId }) => postId)
  return posts.flatMap(post => {
    const own = (byPost.get(post.id) ?? []).filter(({ cancelled }) => !cancelled)
    const missing = own.reduce((sum, shift) => sum + missingOf(shift), 0)
    return own.length > 0 ? [{ post, days: Map.groupBy(own, ({ day }) => day), missing }] : []
  })
}

function WeekTable({ board, onlyGaps }: { board: Board; onlyGaps: boolean }) {
  const say = useRotaWords()
  const [open, setOpen] = useState<{ post: BoardPost; shifts: readonly BoardShift[] }>()
  const lines = linesOf(board)
  const missing = lines.reduce((sum, line) => sum + line.missing, 0)
  const short = lines.filter(line => line.missing > 0)
  const rows = onlyGaps ? short : lines
  return (
    <>
      {lines.length > 0 && (
        <p>
          <StateMark state={missing > 0 ? 'gap' : 'good'}>
            {missing > 0 ? say('gapsAll', { count: missing, posts: short.length }) : say('gapsNone')}
          </StateMark>
        </p>
      )}
      <DataTable
        caption={say('placeWeekTable')}
        columns={useColumns(board, (post, shifts) => setOpen({ post, shifts }))}
        rows={rows}
        keyOf={({ post }) => post.id}
        tone={line => (line.missing > 0 ? 'gap' : undefined)}
        long={{ total: rows.length, more: () => undefined }}
        empty={<Empty title={say('noShifts')}>{say('noShiftsDo')}</Empty>}
      />
      {open && <PlaceDay {...open} people={board.people} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function useColumns(board: Board, onOpen: (post: BoardPost, shifts: readonly BoardShift[]) => void): Column<Line>[] {
  const say = useRotaWords()
  const times = useTimes()
  const language = useLanguage()
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' })
  const days = daysOf(board).map(
    (day): Column<Line> => ({
      key: day,
      title: `${weekday.format(new Date(`${day}T12:00:00Z`))} ${times.day(times.fromField(`${day}T12:00`))}`,
      cell: ({ post, days: own }) => <Day shifts={own.get(day) ?? []} onOpen={shifts => onOpen(post, shifts)} />,
    }),
  )
  return [
    {
      key: 'post',
      title: say('posts'),
      cell: ({ post }) => <Go to={`/posts/${post.id}`}>{post.name}</Go>,
      order: ({ post }) => post.name,
    },
    ...days,
    { key: 'place', title: say('place'), cell: ({ post }) => post.territory.name, wideOnly: true },
  ]
}

/** One post on one day: what is missing, else how many come; it opens with names. */
function Day({ shifts, onOpen }: { shifts: readonly BoardShift[]; onOpen: (shifts: readonly BoardShift[]) => void }) {
  const say = useRotaWords()
  if (shifts.length === 0) return <span className="soft">–</span>
  const missing = shifts.reduce((sum, shift) => sum + missingOf(shift), 0)
  const [placed, needed] = [
    shifts.reduce((sum, { published }) => sum + published.people.length, 0),
    shifts.reduce((sum, { people }) => sum + people, 0),
  ]
  return (
    <button type="button" className="text-link digits" onClick={() => onOpen(shifts)}>
      {missing > 0 ? (
        <StateMark state="gap">{say('short', { count: missing })}</StateMark>
      ) : (
        <>
          <StateMark state="good" bare /> {placed} / {needed}
        </>
      )}
      {shifts.some(({ differs }) => differs) && <span className="soft"> *</span>}
    </button>
  )
}
