import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { safetyLimits } from '@muster/core/roster/assign.wire.ts'
import type { Board as BoardData, pool } from '@muster/core/roster/draft.wire.ts'
import type { Rota } from '@muster/core/roster/rota.wire.ts'
import { SAFETY } from '@muster/core/roster/safety.ts'
import { type RefObject, useMemo, useState } from 'react'
import { useAsk } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { useMay, useSession } from '../../platform/session.ts'
import { fieldOf } from '../../platform/zone.ts'
import type { Draft } from './edits.ts'
import { type Line, linesOf, missingOn, type Row, rowsOf } from './grid.ts'
import { type Ground, type Known, limitsOf } from './judge.ts'
import type { At } from './selection.ts'
import { type BoardHand, useBoard } from './useBoard.ts'
import { type DraftWork, useDraft } from './useDraft.ts'
import { blocks, type Marks, useMarks } from './useMarks.ts'

export type PoolAnswer = OutputOf<typeof pool>
export interface Span {
  readonly from: string
  readonly to: string
}

/** All that the parts of one rota's page work with: the draft, the hand over the board, and what the guard says. */
export interface Workbench extends DraftWork {
  readonly rotaId: string
  readonly days: readonly string[]
  readonly rows: readonly Row[]
  readonly ground: Ground
  readonly marks: Marks
  readonly hand: BoardHand
  readonly gaps: { readonly count: number; readonly posts: number }
  readonly view: BoardView
  /** The place under the mouse while something is dragged. */
  readonly over: At | undefined
  readonly setOver: (at: At | undefined) => void
  readonly focusBoard: () => void
  /** Nothing can be moved by this reader. */
  readonly fixed: boolean
}

/** Every day from the first to the last. */
export function daysOf({ from, to }: Span): string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** Where the keys lead: the board, the pool's search, the override. */
export interface Reach {
  readonly grid: RefObject<HTMLElement | null>
  readonly search: RefObject<HTMLElement | null>
  readonly override: () => void
}

export function useWorkbench(
  rota: Rota,
  span: Span,
  data: BoardData,
  poolAnswer: PoolAnswer | undefined,
  reach: Reach,
): Workbench {
  const work = useDraft({ rotaId: rota.id, ...span }, data)
  const { draft } = work
  const days = useMemo(() => daysOf(span), [span])
  const [over, setOver] = useState<At>()
  const fixed = !useMay('roster.plan').may
  const ground = useGround(rota, data, poolAnswer)
  const lines = useLines(data, days)
  const gaps = useGaps(lines, draft, days.length)
  const view = useBoardView(data, gaps)
  const rows = useMemo(() => rowsOf(lines, view.posts, draft, view.folded), [lines, view.posts, draft, view.folded])
  const hand: BoardHand = useBoard({
    rows,
    days: days.length,
    draft,
    fixed,
    onChange: work.change,
    onToggle: view.toggle,
    onSearch: () => reach.search.current?.focus(),
    mayDrop: (held, target) => !blocks(marks.against(held, target)),
    onPin: (shiftId, pinned) => work.pin(shiftId, !pinned),
    onOverride: reach.override,
  })
  const marks: Marks = useMarks(ground, draft, hand.held)
  const all = [...gaps.values()]
  return {
    ...work,
    rotaId: rota.id,
    days,
    rows,
    ground,
    marks,
    hand,
    gaps: { count: all.reduce((sum, one) => sum + one, 0), posts: all.filter(one => one > 0).length },
    view,
    over,
    setOver,
    focusBoard: () => reach.grid.current?.focus({ preventScroll: true }),
    fixed,
  }
}

export interface BoardView {
  readonly posts: BoardData['posts']
  readonly folded: ReadonlySet<string>
  readonly toggle: (postId: string) => void
  readonly foldAll: (fold: boolean) => void
  readonly onlyGaps: boolean
  readonly setOnlyGaps: (only: boolean) => void
}

/** Which posts are shown, and which of them with their places. */
function useBoardView({ posts }: BoardData, gaps: ReadonlyMap<string, number>): BoardView {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [short, setShort] = useState<ReadonlySet<string>>()
  const shown = useMemo(() => (short ? posts.filter(({ id }) => short.has(id)) : posts), [short, posts])
  return {
    posts: shown,
    folded,
    toggle: postId => {
      const next = new Set(folded)
      if (!next.delete(postId)) next.add(postId)
      setFolded(next)
    },
    foldAll: fold => setFolded(new Set(fold ? posts.map(({ id }) => id) : [])),
    onlyGaps: short !== undefined,
    // NOTE: those that were short when it was asked for: a post that is filled does not vanish under the hand.
    setOnlyGaps: only =>
      setShort(only ? new Set([...gaps].filter(([, count]) => count > 0).map(([id]) => id)) : undefined),
  }
}

type Lines = ReadonlyMap<string, readonly Line[]>

function useGaps(lines: Lines, draft: Draft, days: number): ReadonlyMap<string, number> {
  return useMemo(() => {
    const each = Array.from({ length: days }, (_, day) => day)
    return new Map([...lines].map(([id, own]) => [id, each.reduce((sum, day) => sum + missingOn(draft, own, day), 0)]))
  }, [lines, draft, days])
}

function useLines(data: BoardData, days: readonly string[]): Lines {
  const { tenant } = useSession()
  return useMemo(
    () => linesOf(data.posts, data.shifts, days, instant => fieldOf(tenant.zone, instant).slice(11), serverNow()),
    // NOTE: formatting thousands of hours takes a while, and none of them change with the people.
    [data.posts, data.shifts, days, tenant.zone],
  )
}

function useGround(rota: Rota, data: BoardData, poolAnswer: PoolAnswer | undefined): Ground {
  const { tenant } = useSession()
  const city = useAsk(safetyLimits, {}).data ?? SAFETY
  return useMemo(
    () => ({
      posts: new Map(data.posts.map(post => [post.id, post])),
      shifts: new Map(data.shifts.map(shift => [shift.id, shift])),
      people: new Map<string, Known>(
        [...data.people, ...(poolAnswer?.people ?? [])].map(person => [person.id, person]),
      ),
      limits: limitsOf(city, rota.settings),
      zone: tenant.zone,
    }),
    [data, poolAnswer, city, rota.settings, tenant.zone],
  )
}
