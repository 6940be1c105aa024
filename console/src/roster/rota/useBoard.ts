import { useState } from 'react'
import { type Change, type Draft, drop, type Held, remove, type Seat, type Target } from './edits.ts'
import { placeAt, type Row } from './grid.ts'
import { type At, block, EMPTY_HAND, type Hand, nextGap, seatAt, stepped, takenUp, toggled } from './selection.ts'

export interface BoardInput {
  readonly rows: readonly Row[]
  readonly days: number
  readonly draft: Draft
  /** Nobody may be moved: a past version, a reader without the power, a rota that is being built. */
  readonly fixed: boolean
  readonly onChange: (changes: readonly Change[]) => void
  readonly onToggle: (postId: string) => void
  /** Goes to the pool and its search. */
  readonly onSearch: () => void
  /** Something was refused before it was tried; the guard's sentence stands beside the board. */
  readonly mayDrop: (held: readonly Held[], target: Target) => boolean
  /** Keeps a shift's cell from the engine, or gives it back. */
  readonly onPin: (shiftId: string, pinned: boolean) => void
  /** Asks for placing whoever is held all the same, with a reason and a second name. */
  readonly onOverride: () => void
}

export interface BoardHand extends Hand {
  readonly go: (at: At, extend?: boolean) => void
  readonly choose: (at: At) => void
  readonly take: (held: readonly Held[]) => void
  /** What would be taken up there. */
  readonly takenFrom: (at: At) => readonly Held[]
  readonly letGo: (at: At) => void
  readonly putBack: () => void
  readonly toNextGap: () => void
  /** Answers whether the key meant something here. */
  readonly onKey: (event: React.KeyboardEvent) => boolean
}

/** The hand over the board: where it is, what it has chosen, what it holds. All of it by keys; the mouse does the same. */
export function useBoard(input: BoardInput): BoardHand {
  const { rows, days, draft } = input
  const [hand, setHand] = useState<Hand>(EMPTY_HAND)
  const at = { row: Math.min(hand.at.row, Math.max(0, rows.length - 1)), day: Math.min(hand.at.day, days - 1) }
  const now: Hand = { ...hand, at }
  const set = (over: Partial<Hand>) => setHand({ ...now, ...over })

  const go = (to: At, extend = false) =>
    set(extend ? { at: to, chosen: block(rows, hand.anchor, to) } : { at: to, anchor: to })
  const letGo = (to: At) => {
    const { slot, personId } = placeAt(rows[to.row], to.day)
    if (!slot || now.held.length === 0) return
    const target = { slot: slot.key, personId }
    if (!input.mayDrop(now.held, target)) return set({ at: to })
    input.onChange(drop(draft, now.held, target))
    set({ at: to, anchor: to, held: [], chosen: [] })
  }
  const takeOff = () => {
    const seat = seatAt(rows[at.row], at.day)
    const seats: readonly Seat[] = now.chosen.length > 0 ? now.chosen : seat ? [seat] : []
    if (seats.length > 0) input.onChange(remove(draft, seats))
    set({ chosen: [] })
  }
  const toNextGap = () => {
    const gap = nextGap(rows, days, at)
    if (gap) go(gap)
  }
  const enter = (copy: boolean) => {
    const row = rows[at.row]
    if (now.held.length > 0) return letGo(at)
    if (row?.kind === 'post') return input.onToggle(row.post.id)
    if (input.fixed) return
    const held = takenUp(now, rows, copy)
    if (held.length > 0) return set({ held })
    if (row && placeAt(row, at.day).slot) input.onSearch()
  }
  const putBack = () => set({ held: [], chosen: [] })

  const acts: Readonly<Record<string, () => void>> = {
    Enter: () => enter(false),
    ' ': () => {
      const seat = seatAt(rows[at.row], at.day)
      if (seat) set({ chosen: toggled(now.chosen, seat), anchor: at })
    },
    Delete: () => !input.fixed && takeOff(),
    Backspace: () => !input.fixed && takeOff(),
    c: () => enter(true),
    f: () => {
      const { slot } = placeAt(rows[at.row], at.day)
      if (slot && !input.fixed) input.onPin(slot.shift.id, slot.shift.draft.fixed)
    },
    g: toNextGap,
    o: input.onOverride,
    '/': input.onSearch,
  }
  const onKey = (event: React.KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    const to = stepped(at, event.key, rows.length, days)
    if (to) go(to, event.shiftKey && now.held.length === 0)
    else if (event.key === 'Escape') {
      if (now.held.length + now.chosen.length === 0) return false
      putBack()
    } else if (acts[event.key]) acts[event.key]!()
    else return false
    return true
  }
  return {
    ...now,
    go,
    choose: to => {
      const seat = seatAt(rows[to.row], to.day)
      set({ at: to, anchor: to, chosen: seat ? toggled(now.chosen, seat) : now.chosen })
    },
    take: held => set({ held }),
    takenFrom: from => takenUp({ ...now, at: from }, rows, false),
    letGo,
    putBack,
    toNextGap,
    onKey,
  }
}
