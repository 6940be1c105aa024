import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import type { diff } from '@muster/core/roster/versions.wire.ts'
import { useTimes } from '../../platform/time.ts'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { type State, StateMark } from '../../shared/StateMark.tsx'
import { useRotaWords } from './words.ts'

export type Change = OutputOf<typeof diff>['changes'][number]

/** Who is told what: one line for each place given or taken. */
export function ChangeTable({ changes }: { changes: readonly Change[] }) {
  const say = useRotaWords()
  const times = useTimes()
  const columns: readonly Column<Change>[] = [
    {
      key: 'person',
      title: say('person'),
      cell: ({ person }) => person.name ?? '–',
      order: ({ person }) => person.name ?? '',
    },
    { key: 'unit', title: say('unit'), cell: ({ person }) => person.unit, wideOnly: true },
    { key: 'change', title: say('change'), cell: change => <ChangeWord change={change} />, order: wordOf },
    {
      key: 'shift',
      title: say('shift'),
      cell: ({ startsAt, endsAt, post }) => (
        <span className="digits">
          {times.moment(startsAt)}–{times.clock(endsAt)} {post}
        </span>
      ),
      order: ({ startsAt }) => startsAt,
    },
  ]
  return (
    <DataTable
      caption={say('change')}
      columns={columns}
      rows={changes}
      keyOf={({ person, shiftId }) => `${person.id} ${shiftId}`}
      long={{ total: changes.length, more: () => undefined }}
    />
  )
}

type Word = 'changeNew' | 'changeOff' | 'changeStandby' | 'changeCalled' | 'changeNewStandby'

function wordOf({ was, is }: Change): Word {
  if (is === null) return 'changeOff'
  if (is === 'standby') return was === null ? 'changeNewStandby' : 'changeStandby'
  return was === null ? 'changeNew' : 'changeCalled'
}

const TONES: Record<Word, State> = {
  changeNew: 'good',
  changeCalled: 'good',
  changeNewStandby: 'silent',
  changeStandby: 'watch',
  changeOff: 'watch',
}

function ChangeWord({ change }: { change: Change }) {
  const say = useRotaWords()
  const word = wordOf(change)
  return <StateMark state={TONES[word]}>{say(word)}</StateMark>
}
