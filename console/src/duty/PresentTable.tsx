import { type Present, present } from '@muster/core/duty/boards.wire.ts'
import { asDuration } from '@muster/core/roster/guard-sentences.ts'
import { useNow } from '../platform/clock.ts'
import { useLanguage } from '../platform/language.ts'
import { usePages } from '../platform/pages.ts'
import { useTimes } from '../platform/time.ts'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Personal } from '../shared/Personal.tsx'
import { Rows } from '../shared/Rows.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { Whom } from './Whom.tsx'
import { useDutyWords } from './words.ts'

/** Who is where, for how long; the longest first. */
export function PresentTable(where: { territory?: string; postId?: string }) {
  const say = useDutyWords()
  const times = useTimes()
  const language = useLanguage()
  const pages = usePages(present, where)
  const columns: readonly Column<Present>[] = [
    { key: 'name', title: say('name'), cell: ({ person }) => <Whom person={person} /> },
    { key: 'unit', title: say('unit'), cell: ({ person }) => person.unit, wideOnly: true },
    {
      key: 'post',
      title: say('post'),
      cell: ({ post, shiftId }) => (
        <Go to={`/duty/posts/${post.id}`} search={{ shift: shiftId }}>
          {post.name}
        </Go>
      ),
    },
    {
      key: 'since',
      title: say('since'),
      cell: ({ since }) => (since ? times.brief(since) : <Personal>{null}</Personal>),
      wideOnly: true,
    },
    { key: 'served', title: say('served'), number: true, cell: ({ minutes }) => asDuration(minutes)[language] },
    { key: 'until', title: say('until'), cell: ({ until }) => times.brief(until) },
    { key: 'state', title: say('state'), cell: row => <Notes row={row} /> },
  ]
  return (
    <Rows pages={pages}>
      {rows => (
        <DataTable
          caption={say('present')}
          columns={columns}
          rows={rows}
          keyOf={({ person, shiftId }) => `${person.id} ${shiftId}`}
          long={{ total: pages.total, more: pages.more }}
          empty={<Empty title={say('presentNone')} />}
        />
      )}
    </Rows>
  )
}

function Notes({ row }: { row: Present }) {
  const say = useDutyWords()
  const now = useNow(30_000)
  const suit = row.suitSince ? Math.floor((now - Date.parse(row.suitSince)) / 60_000) : 0
  const over = row.suitSince !== null && suit > row.suitMost
  return (
    <span className="duty-notes">
      {Date.parse(row.until) <= now && <StateMark state="watch">{say('overdue')}</StateMark>}
      {row.unproven && <StateMark state="watch">{say(row.person.name ? 'unproven' : 'unprovenDesk')}</StateMark>}
      {row.unplanned && <span className="soft">{say('unplanned')}</span>}
      {row.onBreak && <span className="soft">{say('onBreak')}</span>}
      {row.suitSince && (
        <StateMark state={over ? 'gap' : 'good'}>
          {say('suit')} {say(over ? 'suitOver' : 'suitOn', { minutes: suit, most: row.suitMost })}
        </StateMark>
      )}
    </span>
  )
}
