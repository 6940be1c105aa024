import { useState } from 'react'
import './Sheet.css'
import './DataTable.css'
import { ROW } from '../platform/tokens.ts'
import { TableWell } from './TableWell.tsx'
import { useWindowed } from './useWindowed.ts'
import { useSharedWords } from './words.ts'

export interface Column<R> {
  readonly key: string
  readonly title: string
  /** The unit stands in the header, so that the cells are numbers only. */
  readonly unit?: string
  readonly number?: boolean
  readonly cell: (row: R) => React.ReactNode
  /** Makes the column sortable. */
  readonly order?: (row: R) => number | string
  /** Left out on a narrow screen. */
  readonly wideOnly?: boolean
}

interface Props<R> {
  /** What the table shows; read aloud, and seen when `showCaption`. */
  readonly caption: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R) => string
  readonly total?: R | undefined
  readonly totalLabel?: string
  readonly empty?: React.ReactNode
  /** Rows that need a look first. */
  readonly tone?: (row: R) => 'gap' | 'watch' | undefined
  /** Height after which the body scrolls under its header; the page scrolls if left out. */
  readonly tall?: boolean
  /** Of very many rows only those in view are drawn; more are asked for when the end comes near. */
  readonly long?: { readonly total: number; readonly more: () => void }
}

interface Order {
  readonly key: string
  readonly down: boolean
}

/** Rows of 32 pixels, a header that stays, a first column that stays, numbers to the right. */
export function DataTable<R>(props: Props<R>) {
  const [order, setOrder] = useState<Order>()
  const rows = ordered(props, order)
  const { well, from, to } = useWindowed(rows.length, props.long !== undefined, props.long?.more)
  if (props.rows.length === 0 && props.empty) return <>{props.empty}</>
  return (
    <TableWell well={well} caption={props.caption} tall={Boolean(props.tall ?? props.long)}>
      <table className="sheet table" {...(props.long ? { 'aria-rowcount': props.long.total + 1 } : {})}>
        <caption className="unseen">{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map(column => (
              <Head key={column.key} column={column} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={from} />
          {rows.slice(from, to).map((row, at) => (
            <Row
              key={props.keyOf(row)}
              columns={props.columns}
              row={row}
              tone={props.tone?.(row)}
              nth={props.long && from + at + 2}
            />
          ))}
          <Gap rows={rows.length - to} />
        </tbody>
        {props.total !== undefined && (
          <tfoot>
            <Row columns={props.columns} row={props.total} first={props.totalLabel} />
          </tfoot>
        )}
      </table>
    </TableWell>
  )
}

/** Holds the place of rows that are not drawn, so that the scroll bar tells the truth. */
function Gap({ rows }: { rows: number }) {
  if (rows <= 0) return null
  return <tr className="table-gap" style={{ height: rows * ROW }} />
}

function ordered<R>({ rows, columns }: Props<R>, order: Order | undefined): readonly R[] {
  const by = columns.find(column => column.key === order?.key)?.order
  if (!by || !order) return rows
  const sign = order.down ? -1 : 1
  return rows.toSorted((one, two) => sign * compare(by(one), by(two)))
}

const compare = (one: number | string, two: number | string) =>
  typeof one === 'number' && typeof two === 'number' ? one - two : String(one).localeCompare(String(two), 'zh')

interface HeadProps<R> {
  readonly column: Column<R>
  readonly order: Order | undefined
  readonly onOrder: (order: Order) => void
}
function Head<R>({ column, order, onOrder }: HeadProps<R>) {
  const say = useSharedWords()
  const active = order?.key === column.key ? order : undefined
  const label = (
    <>
      {column.title}
      {column.unit && <small>{column.unit}</small>}
    </>
  )
  const sort = active ? (active.down ? 'descending' : 'ascending') : undefined
  return (
    <th scope="col" className={classOf(column)} {...(sort ? { 'aria-sort': sort } : {})}>
      {column.order ? (
        <button
          type="button"
          title={say('sortBy', { column: column.title })}
          onClick={() => onOrder({ key: column.key, down: active ? !active.down : Boolean(column.number) })}
        >
          {label}
          <span aria-hidden="true" className="table-order">
            {active ? (active.down ? '▼' : '▲') : ''}
          </span>
        </button>
      ) : (
        label
      )}
    </th>
  )
}

interface RowProps<R> {
  readonly columns: readonly Column<R>[]
  readonly row: R
  readonly first?: string | undefined
  readonly tone?: 'gap' | 'watch' | undefined
  /** Its place among all rows, said where not all are drawn. */
  readonly nth?: number | undefined
}
function Row<R>({ columns, row, first, tone, nth }: RowProps<R>) {
  return (
    <tr className={tone ? `row-${tone}` : ''} {...(nth ? { 'aria-rowindex': nth } : {})}>
      {columns.map((column, at) =>
        at === 0 ? (
          <th key={column.key} scope="row" className={classOf(column)}>
            {first ?? column.cell(row)}
          </th>
        ) : (
          <td key={column.key} className={classOf(column)}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  )
}

const classOf = <R,>(column: Column<R>) =>
  `${column.number ? 'number' : ''} ${column.wideOnly ? 'wide-only' : ''}`.trim()
