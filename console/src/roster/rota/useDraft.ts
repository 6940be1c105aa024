import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import type { Problem } from '@muster/core/platform/problem.ts'
import { type Board, board, type Cell, setCells } from '@muster/core/roster/draft.wire.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ask, keyOf } from '../../platform/api.ts'
import { newId } from '../../platform/ids.ts'
import { problemOf } from '../../platform/problem.ts'
import { type Change, type Draft, turned, withChanges } from './edits.ts'
import { halfKey, isStandby, shiftOfHalf } from './grid.ts'

type Span = { readonly rotaId: string; readonly from: string; readonly to: string }
type Saved = OutputOf<typeof setCells>

/** Somebody else changed the same cell: what they set and what was to be set, for a person to choose. */
export interface Conflict {
  readonly changes: readonly Change[]
  readonly problem: Problem
}

export interface DraftWork {
  readonly draft: Draft
  /** Changes that are on the screen and not yet answered by the server. */
  readonly saving: boolean
  readonly problem: Problem | undefined
  readonly conflict: Conflict | undefined
  readonly verdicts: Saved['verdicts']
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly change: (changes: readonly Change[]) => void
  readonly undo: () => void
  readonly redo: () => void
  /** Lays the reader's own version over what is there now. */
  readonly insist: () => void
  /** Leaves what the other one set. */
  readonly yieldTo: () => void
  readonly pin: (shiftId: string, fixed: boolean) => void
}

interface Waiting {
  readonly changes: readonly Change[]
  readonly fixed?: { readonly shiftId: string; readonly fixed: boolean }
}

interface Past {
  readonly done: readonly (readonly Change[])[]
  readonly undone: readonly (readonly Change[])[]
}

/** The draft as the server has it, with what was just changed here on top; changes are saved one after another. */
export function useDraft(span: Span, data: Board): DraftWork {
  const cache = useQueryClient()
  const [past, setPast] = useState<Past>({ done: [], undone: [] })
  const line = useSaves(span)
  const draft = line.waiting.reduce((known, { changes }) => withChanges(known, changes), draftOf(data))
  const make = (changes: readonly Change[], next: Past) => {
    if (changes.length === 0) return
    setPast(next)
    line.push({ changes })
  }
  const { done, undone } = past
  const [last, again] = [done.at(-1), undone.at(-1)]
  return {
    draft,
    saving: line.waiting.length > 0,
    problem: line.problem,
    conflict: line.conflict,
    verdicts: line.verdicts,
    canUndo: last !== undefined,
    canRedo: again !== undefined,
    change: changes => make(changes, { done: [...done, changes], undone: [] }),
    undo: () => last && make(turned(last), { done: done.slice(0, -1), undone: [...undone, last] }),
    redo: () => again && make(again, { done: [...done, again], undone: undone.slice(0, -1) }),
    insist: () => {
      const conflict = line.conflict
      line.forget()
      void cache.refetchQueries({ queryKey: keyOf(board, span) }).then(() => {
        if (conflict) line.push({ changes: conflict.changes })
      })
    },
    yieldTo: () => {
      // What was done before rests on cells that are others' now.
      setPast({ done: [], undone: [] })
      line.forget()
      void cache.invalidateQueries({ queryKey: keyOf(board, span) })
    },
    pin: (shiftId, fixed) => line.push({ changes: [], fixed: { shiftId, fixed } }),
  }
}

/** The line of changes on their way to the server: one at a time, each with the versions that its answer before gave. */
function useSaves(span: Span) {
  const cache = useQueryClient()
  const queue = useRef<Waiting[]>([])
  const busy = useRef(false)
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const [problem, setProblem] = useState<Problem>()
  const [conflict, setConflict] = useState<Conflict>()
  const [verdicts, setVerdicts] = useState<Saved['verdicts']>([])
  const key = keyOf(board, span)
  const show = () => setWaiting([...queue.current])

  const send = async (one: Waiting) => {
    const data = cache.getQueryData<Board>(key)
    const cells = data ? cellsOf(data, one) : []
    const saved = await ask(setCells, { rotaId: span.rotaId, cells }, { idempotencyKey: newId() })
    // An answer that is on its way was read before this change.
    await cache.cancelQueries({ queryKey: key })
    cache.setQueryData<Board>(key, known => known && withSaved(known, saved))
    setVerdicts(saved.verdicts)
  }
  const refused = (one: Waiting, found: Problem) => {
    queue.current = []
    if (found.slug === 'roster/cell-changed') setConflict({ changes: one.changes, problem: found })
    else setProblem(found)
    void cache.invalidateQueries({ queryKey: key })
  }
  const run = async () => {
    busy.current = true
    for (let one = queue.current[0]; one; one = queue.current[0]) {
      try {
        await send(one)
        queue.current = queue.current.slice(1)
      } catch (error) {
        refused(one, problemOf(error))
      }
      show()
    }
    busy.current = false
  }
  return {
    waiting,
    problem,
    conflict,
    verdicts,
    forget: () => setConflict(undefined),
    push: (one: Waiting) => {
      queue.current = [...queue.current, one]
      setProblem(undefined)
      show()
      if (!busy.current) void run()
    },
  }
}

/** Who stands where as the server has it. */
export const draftOf = ({ shifts }: Board): Draft =>
  new Map(
    shifts.flatMap(({ id, draft }): [string, readonly string[]][] => [
      [halfKey(id, false), draft.people],
      [halfKey(id, true), draft.standby],
    ]),
  )

/** Whole cells, as the contract wants them: places and standby together, with the version that stands on the screen. */
function cellsOf({ shifts }: Board, { changes, fixed }: Waiting) {
  const known = new Map(shifts.map(({ id, draft }) => [id, draft]))
  const touched = new Map<string, Cell>()
  const cell = (shiftId: string) => touched.get(shiftId) ?? known.get(shiftId)!
  for (const { half, after } of changes) {
    const shiftId = shiftOfHalf(half)
    touched.set(shiftId, { ...cell(shiftId), [isStandby(half) ? 'standby' : 'people']: [...after] })
  }
  if (fixed) touched.set(fixed.shiftId, { ...cell(fixed.shiftId), fixed: fixed.fixed })
  return [...touched].map(([shiftId, one]) => ({ shiftId, ...one, people: [...one.people], standby: [...one.standby] }))
}

function withSaved(data: Board, saved: Saved): Board {
  const cells = new Map(saved.cells.map(({ shiftId, cell }) => [shiftId, cell]))
  const people = new Map([...data.people, ...saved.people].map(person => [person.id, person]))
  return {
    ...data,
    shifts: data.shifts.map(shift => {
      const draft = cells.get(shift.id)
      if (!draft) return shift
      const gap = Math.max(0, shift.people - draft.people.length)
      return { ...shift, draft, gap, standbyGap: Math.max(0, shift.standby - draft.standby.length) }
    }),
    people: [...people.values()],
  }
}
