import { places } from '@muster/core/duty/boards.wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useAsk } from '../platform/api.ts'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useDutyWords } from './words.ts'

type PlaceDuty = OutputOf<typeof places>['total']

interface Props {
  readonly territory: string | undefined
  readonly onOpen: (code: string | undefined) => void
}

/** How it stands below the reader's place; a row opens what lies below it. */
export function PlaceTable({ territory, onOpen }: Props) {
  const say = useDutyWords()
  const asked = useAsk(places, territory ? { territory } : {}, { keep: true, every: 30_000 })
  const columns: readonly Column<PlaceDuty>[] = [
    {
      key: 'name',
      title: say('place'),
      cell: row =>
        row.opens ? (
          <button type="button" className="text-link" onClick={() => onOpen(row.code)}>
            {row.name}
          </button>
        ) : (
          row.name
        ),
    },
    { key: 'need', title: say('placeNeed'), number: true, cell: ({ need }) => need, order: ({ need }) => need },
    { key: 'here', title: say('placeHere'), number: true, cell: row => row.present, order: row => row.present },
    {
      key: 'missing',
      title: say('placeMissing'),
      number: true,
      cell: ({ missing }) => (missing > 0 ? <StateMark state="gap">{missing}</StateMark> : 0),
      order: ({ missing }) => missing,
    },
  ]
  return (
    <Answer asked={asked}>
      {({ rows, total }) => (
        <>
          {territory && (
            <button type="button" className="text-link" onClick={() => onOpen(undefined)}>
              {say('allPlaces')}
            </button>
          )}
          <DataTable
            caption={say('places')}
            columns={columns}
            rows={rows}
            keyOf={({ code }) => code}
            total={rows.length > 1 ? total : undefined}
            totalLabel={total.name}
            tone={({ missing }) => (missing > 0 ? 'gap' : undefined)}
            empty={<p className="soft">{say('placesNone')}</p>}
          />
        </>
      )}
    </Answer>
  )
}
