import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { version } from '@muster/core/roster/versions.wire.ts'
import { useAsk } from '../../platform/api.ts'
import { useTimes } from '../../platform/time.ts'
import { Answer } from '../../shared/Answer.tsx'
import { DataTable } from '../../shared/DataTable.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { useListed } from '../../shared/useListed.ts'
import { useRotaWords } from './words.ts'

type Version = OutputOf<typeof version>

/** One published version as it was, shift by shift; nothing in it ever changes. */
export function VersionView({ rotaId, number }: { rotaId: string; number: number }) {
  const asked = useAsk(version, { rotaId, number })
  return <Answer asked={asked}>{found => <Shifts found={found} />}</Answer>
}

function Shifts({ found }: { found: Version }) {
  const say = useRotaWords()
  const times = useTimes()
  const listed = useListed()
  const people = new Map(found.people.map(person => [person.id, person.name ?? person.volunteerNo]))
  const names = (ids: readonly string[]) => listed(ids.map(id => people.get(id) ?? '–')) || '–'
  return (
    <DataTable
      caption={say('versionNo', { number: found.version.number })}
      rows={found.shifts}
      keyOf={({ shiftId }) => shiftId}
      empty={<Empty title={say('versionEmpty')} />}
      long={{ total: found.shifts.length, more: () => undefined }}
      columns={[
        {
          key: 'shift',
          title: say('shift'),
          cell: row => (
            <span className="digits">
              {times.moment(row.startsAt)}–{times.clock(row.endsAt)}
            </span>
          ),
          order: ({ startsAt }) => startsAt,
        },
        { key: 'post', title: say('posts'), cell: ({ post }) => post, order: ({ post }) => post },
        { key: 'people', title: say('people'), cell: row => names(row.people) },
        { key: 'standby', title: say('standby'), cell: row => names(row.standby) },
      ]}
    />
  )
}
