import { useState } from 'react'
import { type Change, type Draft, drop, type Held, remove, type Target } from './edits.ts'
import { placeAt, type Row } from './grid.ts'
import { type At, block, EMPTY_HAND, type Hand, nextGap, placedAt, stepped, takenUp, toggled } from './selection.ts'

export interface BoardInput {
  readonly rows: readonly Row[]
  readonly days: number
  readonly draft: Draft
  /** Nobody may be moved: a reader without the power, or one who looks at the past. */
  readonly fixed: boolean
  readonly onChange: (changes: readonly Change[]) => void
  readonly onToggle: (postId: string) => void
  /** Goes to the pool and its search. */
  readonly onSearch: () => void
  /** False where the guard stops it; its sentence stands below the board. */
  readonly mayDrop: (held: readonly Held[], target: Target) => boolean
  /** Keeps a shift's cell from the engine, or gives it back. */
  readonly onPin: (shiftId: string, pinned: boolean) => void
  /** Asks for placing whoever is held all the same, with a reason and a second name. */
  readonly onOverride: () => void
}

interface Acts {
  readonly go: (at: At, extend?: boolean) => void
  readonly choose: (at: At) => void
  readonly take: (held: readonly Held[]) => void
  /** What would be taken up there. */
  readonly takenFrom: (at: At) => readonly Held[]
  readonly letGo: (at: At) => void
  readonly putBack: () => void
  readonly takeOff: () => void
  readonly toNextGap: () => void
}

export interface BoardHand extends Hand, Acts {
  /** Answers whether the key meant something here. */
  readonly onKey: (event: React.KeyboardEvent) => boolean
}

type Set = (over: Partial<Hand>) => void

/** The hand over the board: where it is, what it has chosen, what it holds. All of it by keys; the mouse does the same. */
export function useBoard(input: BoardInput): BoardHand {
  const [hand, setHand] = useState<Hand>(EMPTY_HAND)
  const { row, day } = hand.at
  const at = { row: Math.min(row, Math.max(0, input.rows.length - 1)), day: Math.min(day, input.days - 1) }
  const now: Hand = { ...hand, at }
  const acts = actsOf(now, input, over => setHand({ ...now, ...over }))
  return { ...now, ...acts, onKey: event => keyed(event, now, input, acts) }
}

function actsOf(now: Hand, input: BoardInput, set: Set): Acts {
  const { rows, days, draft } = input
  const go: Acts['go'] = (to, extend = false) =>
    set(extend ? { at: to, chosen: block(rows, now.anchor, to) } : { at: to, anchor: to })
  return {
    go,
    choose: to => {
      const one = placedAt(rows[to.row], to.day)
      set({ at: to, anchor: to, chosen: one ? toggled(now.chosen, one) : now.chosen })
    },
    take: held => set({ held }),
    takenFrom: from => takenUp({ ...now, at: from }, rows, false),
    letGo: to => {
      const { half, personId } = placeAt(rows[to.row], to.day)
      if (!half || now.held.length === 0) return
      const target = { half: half.key, personId }
      if (!input.mayDrop(now.held, target)) return set({ at: to })
      input.onChange(drop(draft, now.held, target))
      set({ at: to, anchor: to, held: [], chosen: [] })
    },
    putBack: () => set({ held: [], chosen: [] }),
    takeOff: () => {
      const one = placedAt(rows[now.at.row], now.at.day)
      const placed = now.chosen.length > 0 || !one ? now.chosen : [one]
      if (placed.length > 0) input.onChange(remove(draft, placed))
      set({ chosen: [] })
    },
    toNextGap: () => {
      const gap = nextGap(rows, days, now.at)
      if (gap) go(gap)
    },
  }
}

function keyed(event: React.KeyboardEvent, now: Hand, input: BoardInput, acts: Acts): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const to = stepped(now.at, event.key, input.rows.length, input.days)
  if (to) {
    acts.go(to, event.shiftKey && now.held.length === 0)
    return true
  }
  // Esc goes back one step: what is held or chosen first, and only then out of the page.
  if (event.key === 'Escape' && now.held.length + now.chosen.length === 0) return false
  const act = meanings(now, input, acts)[event.key]
  act?.()
  return act !== undefined
}

/** What each key does where the hand is. */
function meanings(now: Hand, input: BoardInput, acts: Acts): Readonly<Record<string, () => void>> {
  const read = {
    Enter: () => enter(now, input, acts, false),
    ' ': () => acts.choose(now.at),
    Escape: acts.putBack,
    g: acts.toNextGap,
    '/': input.onSearch,
  }
  if (input.fixed) return read
  const { half } = placeAt(input.rows[now.at.row], now.at.day)
  return {
    ...read,
    Delete: acts.takeOff,
    Backspace: acts.takeOff,
    c: () => enter(now, input, acts, true),
    f: () => half && input.onPin(half.shift.id, half.shift.draft.fixed),
    o: input.onOverride,
  }
}

/** Lets go, takes up, looks for somebody, or opens a post: what is at hand. */
function enter(now: Hand, input: BoardInput, acts: Acts, copy: boolean): void {
  const row = input.rows[now.at.row]
  const held = input.fixed ? [] : takenUp(now, input.rows, copy)
  if (now.held.length > 0) acts.letGo(now.at)
  else if (row?.kind === 'post') input.onToggle(row.post.id)
  else if (held.length > 0) acts.take(held)
  else if (placeAt(row, now.at.day).half) input.onSearch()
}
