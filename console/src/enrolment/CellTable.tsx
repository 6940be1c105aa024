import type { Row, table } from '@muster/core/enrolment/wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { useHolds } from '../platform/session.ts'
import { useTimes } from '../platform/time.ts'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import type { Opened } from './BehindDrawer.tsx'
import type { Cell } from './useCell.ts'
import { useEnrolmentWords } from './words.ts'

type Line = z.infer<typeof Row>

interface Props {
  readonly answer: OutputOf<typeof table>
  readonly cell: Cell
  readonly onShow: (change: Partial<Cell>) => void
  readonly onOpen: (opened: Opened) => void
}

/** Unit × territory. Rows with a gap stand first; every count opens its people. */
export function CellTable(props: Props) {
  const say = useEnrolmentWords()
  const { rows, total } = props.answer
  const columns = useColumns(props)
  const gapOf = (row: Line) => (props.cell.by === 'territory' ? row.uncovered : (row.missing ?? 0))
  return (
    <DataTable
      caption={say('title')}
      columns={columns}
      rows={rows.toSorted((one, two) => Number(gapOf(two) > 0) - Number(gapOf(one) > 0))}
      keyOf={({ key }) => key}
      tone={row => (row.people === 0 ? 'gap' : undefined)}
      total={rows.length > 1 ? total : undefined}
      totalLabel={say('total')}
      empty={<Empty title={say('noRows')} />}
      tall
    />
  )
}

function useColumns({ cell, answer, onShow, onOpen }: Props): Column<Line>[] {
  const say = useEnrolmentWords()
  const places = cell.by === 'territory'
  const isTotal = (row: Line) => row === answer.total
  const openedOf = (row: Line): Opened => ({
    name: isTotal(row) ? say('total') : row.name,
    territory: places && !isTotal(row) ? row.key : cell.territory,
    unitId: !places && !isTotal(row) ? row.key : cell.unitId,
  })
  const atBottom = answer.level === 'community'
  return [
    {
      key: 'name',
      title: say('name'),
      order: row => row.name,
      cell: row => <RowName row={row} onOpen={() => onShow(places ? { territory: row.key } : { unitId: row.key })} />,
    },
    {
      key: 'people',
      title: say('people'),
      unit: say('unitPeople'),
      number: true,
      order: row => row.people,
      cell: row => <Count row={row} onOpen={() => onOpen(openedOf(row))} />,
    },
    ...(places ? [] : rollColumns(say)),
    ...(places ? [countColumn(say, 'units')] : []),
    ...(places && atBottom ? [] : baseColumns(say)),
    ...(places && !atBottom ? [uncoveredColumn(say)] : []),
    {
      key: 'reports',
      title: say('memberships'),
      unit: say('unitTimes'),
      number: true,
      order: row => row.reports,
      cell: row => row.reports.toLocaleString('en-US'),
    },
    {
      key: 'heard',
      title: say('lastHeard'),
      order: row => row.lastHeard ?? '',
      cell: row => <Heard at={row.lastHeard} />,
    },
    {
      key: 'cross',
      title: '',
      cell: row => (isTotal(row) ? null : <Ways row={row} places={places} onShow={onShow} />),
    },
  ]
}

/** A count of units or places, out of how many where there is a base. */
function countColumn(
  say: Say,
  key: 'units' | 'streets' | 'communities',
  base?: (row: Line) => number | undefined,
): Column<Line> {
  return {
    key,
    title: say(key),
    unit: say(key === 'units' ? 'unitUnits' : 'unitStreets'),
    number: true,
    order: row => row[key],
    cell: row => <OfBase value={row[key]} of={base?.(row)} />,
  }
}

type Say = ReturnType<typeof useEnrolmentWords>
const uncoveredColumn = (say: Say): Column<Line> => ({
  key: 'uncovered',
  title: say('uncovered'),
  unit: say('unitStreets'),
  number: true,
  order: row => row.uncovered,
  cell: row => (row.uncovered > 0 ? <b className="mark-gap">{row.uncovered}</b> : 0),
})
const baseColumns = (say: Say): Column<Line>[] => [
  countColumn(say, 'streets', row => row.base?.streets),
  countColumn(say, 'communities', row => row.base?.communities),
]
const rollColumns = (say: Say): Column<Line>[] => [
  {
    key: 'roster',
    title: say('roster'),
    unit: say('unitPeople'),
    number: true,
    cell: row => row.roster?.toLocaleString('en-US') ?? '–',
  },
  { key: 'exempt', title: say('exempt'), unit: say('unitPeople'), number: true, cell: row => row.exempt ?? '–' },
  {
    key: 'missing',
    title: say('missing'),
    unit: say('unitPeople'),
    number: true,
    order: row => row.missing ?? 0,
    cell: row => (row.missing ? <b className="mark-gap">{row.missing}</b> : (row.missing ?? '–')),
  },
]

function RowName({ row, onOpen }: { row: Line; onOpen: () => void }) {
  if (!row.opens) return row.name
  return (
    <button type="button" className="text-link" onClick={onOpen}>
      {row.name}
    </button>
  )
}

function Count({ row, onOpen }: { row: Line; onOpen: () => void }) {
  if (row.people === 0) return <b className="mark-gap">0</b>
  return (
    <button type="button" className="text-link" onClick={onOpen} aria-haspopup="dialog">
      {row.people.toLocaleString('en-US')}
    </button>
  )
}

function OfBase({ value, of }: { value: number; of: number | undefined }) {
  return (
    <>
      {value.toLocaleString('en-US')}
      {of !== undefined && <span className="soft"> / {of}</span>}
    </>
  )
}

function Heard({ at }: { at: string | null }) {
  const times = useTimes()
  return at ? times.brief(at) : <StateMark state="silent" />
}

function Ways({ row, places, onShow }: { row: Line; places: boolean; onShow: Props['onShow'] }) {
  const say = useEnrolmentWords()
  const holds = useHolds()
  return (
    <span className="ways">
      <button
        type="button"
        className="text-link"
        onClick={() => onShow(places ? { by: 'unit', territory: row.key } : { by: 'territory', unitId: row.key })}
      >
        {say(places ? 'cross' : 'crossPlaces')}
      </button>
      {!places && holds('enrolment.name-missing') && <Go to={`/units/${row.key}/roll`}>{say('toRoll')}</Go>}
    </span>
  )
}
