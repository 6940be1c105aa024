/* oxlint-disable jsx-a11y/no-noninteractive-element-to-interactive-role -- a grid is a table that one walks through (ARIA APG) */
import { useEffect, useId } from 'react'
import '../../shared/Sheet.css'
import './Board.css'
import { ROW } from '../../platform/tokens.ts'
import { useWindowed } from '../../shared/useWindowed.ts'
import { BoardRow } from './BoardRow.tsx'
import type { Draft, Held } from './edits.ts'
import type { Row } from './grid.ts'
import type { At } from './selection.ts'
import type { BoardHand } from './useBoard.ts'
import type { Marks } from './useMarks.ts'
import { useRotaWords } from './words.ts'

export interface BoardProps {
  readonly rows: readonly Row[]
  readonly days: readonly { readonly day: string; readonly name: string; readonly today: boolean }[]
  readonly draft: Draft
  readonly folded: ReadonlySet<string>
  readonly hand: BoardHand
  readonly marks: Marks
  /** A person's name, and what tells them from others. */
  readonly named: (personId: string) => { readonly name: string; readonly title: string }
  /** Whose places are shown wherever they stand. */
  readonly seen: string | undefined
  readonly fixed: boolean
  readonly onToggle: (postId: string) => void
  readonly onHover: (at: At | undefined) => void
  /** The element that takes the keys. */
  readonly gridRef: React.Ref<HTMLTableElement>
  readonly status: string
}

/** Posts and their hours by days, a row of 32 pixels for each place. One stop for the Tab key; the arrows walk inside. */
export function Board(props: BoardProps) {
  const say = useRotaWords()
  const { rows, days, hand, gridRef } = props
  const id = useId()
  const { well, from, to } = useWindowed(rows.length, true, undefined)
  const { row, day } = hand.at
  useEffect(() => {
    if (well.current) bring(well.current, { row, day })
  }, [well, row, day])
  const onKey = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !hand.onKey(event)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section className="board-well" ref={well}>
      <table
        ref={gridRef}
        className="sheet board"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that one walks through (ARIA APG).
        role="grid"
        tabIndex={0}
        aria-label={say('board')}
        aria-rowcount={rows.length + 1}
        aria-colcount={days.length + 1}
        aria-activedescendant={`${id}-${hand.at.row}-${hand.at.day}`}
        aria-multiselectable="true"
        aria-describedby={props.status}
        onKeyDown={onKey}
        {...mouse(props)}
      >
        <DayHeads days={days} />
        <tbody>
          <Undrawn rows={from} />
          {rows.slice(from, to).map((row, nth) => (
            <BoardRow
              key={row.key}
              id={id}
              row={row}
              nth={from + nth}
              days={days}
              at={hand.at.row === from + nth ? hand.at.day : -1}
              chosen={hand.chosen}
              held={hand.held}
              open={row.kind === 'post' && !props.folded.has(row.post.id)}
              draft={props.draft}
              marks={props.marks}
              named={props.named}
              seen={props.seen && sits(row, props.seen) ? props.seen : undefined}
              fixed={props.fixed}
            />
          ))}
          <Undrawn rows={rows.length - to} />
        </tbody>
      </table>
    </section>
  )
}

/** Whether a person sits in a row on some day: the others need not be drawn anew when somebody else is looked at. */
const sits = (row: Row, personId: string): boolean =>
  row.kind === 'place' && row.sitting.some(column => column[row.nth] === personId)

function DayHeads({ days }: Pick<BoardProps, 'days'>) {
  const say = useRotaWords()
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" aria-colindex={1}>
          {say('postAndHours')}
        </th>
        {days.map(({ day, name, today }, at) => (
          <th key={day} scope="col" aria-colindex={at + 2} className={today ? 'board-today' : ''}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** Holds the place of rows that are not drawn. */
function Undrawn({ rows }: { rows: number }) {
  return rows > 0 ? <tr style={{ height: rows * ROW }} /> : null
}

/** Scrolls so that a place is seen, clear of the header and the first column. */
function bring(well: HTMLElement, { row, day }: At): void {
  const [head] = well.getElementsByTagName('th')
  const top = (row + 1) * ROW
  const [high, low] = [well.scrollTop + ROW, well.scrollTop + well.clientHeight - ROW - 16]
  if (top < high) well.scrollTop = top - ROW
  else if (top > low) well.scrollTop += top - low
  const cell = well.querySelectorAll('thead th')[day + 1] as HTMLElement | undefined
  if (!cell || !head) return
  const over = cell.offsetLeft + cell.offsetWidth - well.scrollLeft - well.clientWidth
  const under = well.scrollLeft + head.offsetWidth - cell.offsetLeft
  if (over > 0) well.scrollLeft += over
  else if (under > 0) well.scrollLeft -= under
}

/** The place under the mouse. */
function placeOf(event: React.SyntheticEvent): At | undefined {
  const cell = (event.target as Element).closest<HTMLElement>('[data-row]')
  return cell ? { row: Number(cell.dataset.row), day: Number(cell.dataset.day) } : undefined
}

/** All that the mouse does, for the whole board at once: click, drag, let go. */
function mouse({ hand, rows, fixed, onToggle, onHover }: BoardProps): React.HTMLAttributes<HTMLElement> {
  return {
    onClick: event => {
      const at = placeOf(event)
      if (!at) return
      const row = rows[at.row]
      if (row?.kind === 'post' && (event.target as Element).closest('.board-fold')) return onToggle(row.post.id)
      if (hand.held.length > 0) return hand.letGo(at)
      if (event.ctrlKey || event.metaKey) return hand.choose(at)
      hand.go(at, event.shiftKey)
    },
    onDragStart: event => {
      const at = placeOf(event)
      const held: readonly Held[] = at && !fixed ? hand.takenFrom(at) : []
      if (held.length === 0) return event.preventDefault()
      event.dataTransfer.effectAllowed = 'copyMove'
      event.dataTransfer.setData('text/plain', '')
      hand.take(held)
    },
    onDragOver: event => {
      const at = placeOf(event)
      onHover(at)
      if (at && rows[at.row]?.kind === 'place') event.preventDefault()
    },
    onDragLeave: () => onHover(undefined),
    onDrop: event => {
      const at = placeOf(event)
      event.preventDefault()
      onHover(undefined)
      if (at) hand.letGo(at)
    },
    onDragEnd: () => {
      onHover(undefined)
      hand.putBack()
    },
  }
}
