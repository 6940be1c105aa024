import type { Verdict } from '@muster/core/roster/guard.ts'
import { memo } from 'react'
import { useLanguage } from '../../platform/language.ts'
import { StateMark } from '../../shared/StateMark.tsx'
import { type Draft, type Held, type Placed, peopleOf } from './edits.ts'
import { missingOn, placeAt, type Row } from './grid.ts'
import { useRoleWord } from './roles.ts'
import type { Marks } from './useMarks.ts'
import { useRotaWords } from './words.ts'

interface Props {
  readonly id: string
  readonly row: Row
  readonly nth: number
  readonly days: readonly { readonly day: string }[]
  /** The day of the place where the reader is; -1 when in another row. */
  readonly at: number
  readonly chosen: readonly Placed[]
  readonly held: readonly Held[]
  readonly open: boolean
  readonly draft: Draft
  readonly marks: Marks
  readonly named: (personId: string) => { readonly name: string; readonly title: string }
  readonly seen: string | undefined
  readonly fixed: boolean
}

/** One row of the board: a post, or one place of a line with whoever sits there on each day. */
export const BoardRow = memo(function BoardRow(props: Props) {
  const { row, nth, days } = props
  const kind = row.kind === 'post' ? 'board-post' : row.line.standby ? 'board-standby' : ''
  const first = row.kind === 'place' && row.nth === 0 ? 'board-first' : ''
  return (
    <tr aria-rowindex={nth + 2} className={`${kind} ${first}`}>
      <Head {...props} />
      {days.map(({ day: key }, day) => (
        <td
          key={key}
          id={`${props.id}-${nth}-${day}`}
          aria-colindex={day + 2}
          data-row={nth}
          data-day={day}
          className={props.at === day ? 'board-at' : ''}
          {...(row.kind === 'post' ? {} : cellState(props, day))}
        >
          {row.kind === 'post' ? <PostDay {...props} day={day} /> : <PlaceCell {...props} day={day} />}
        </td>
      ))}
    </tr>
  )
})

function Head({ row, nth, open }: Props) {
  const say = useRotaWords()
  const role = useRoleWord()
  if (row.kind === 'post')
    return (
      <th scope="row" aria-colindex={1} data-row={nth} data-day={0}>
        <svg className="board-fold" viewBox="0 0 12 12" aria-hidden="true">
          <path d={open ? 'M2 4h8L6 9Z' : 'M4 2v8l5-4Z'} fill="currentColor" />
        </svg>
        <b title={row.post.name}>{row.post.name}</b>
        <span className="unseen">{say(open ? 'isOpen' : 'isFolded')}</span>
      </th>
    )
  const { line } = row
  const words = line.standby ? say('standby') : role(line.role)
  return (
    <th scope="row" aria-colindex={1} aria-label={`${line.from}–${line.to} ${words} ${row.nth + 1}`}>
      <span className="board-line" title={`${line.from}–${line.to} ${words}`}>
        <span className={row.nth === 0 ? '' : 'unseen'}>
          {line.from}–{line.to} <small>{words}</small>
        </span>
        <small>{row.nth + 1}</small>
      </span>
    </th>
  )
}

/** Folded, a post says what it lacks; open, its places say so, and here stands how many there are. */
function PostDay({ row, day, draft, open }: Props & { day: number }) {
  const say = useRotaWords()
  if (row.kind !== 'post') return null
  const halves = row.lines
    .flatMap(({ standby, halves: all }) => (standby ? [] : (all[day] ?? [])))
    .filter(({ begun }) => !begun)
  if (halves.length === 0) return null
  const missing = missingOn(draft, row.lines, day)
  const counts = [
    halves.reduce((sum, { key }) => sum + peopleOf(draft, key).length, 0),
    halves.reduce((sum, { need }) => sum + need, 0),
  ]
  if (open || missing === 0)
    return (
      <span className="board-sum">
        {missing === 0 && <StateMark state="good" bare />} {counts.join(' / ')}
      </span>
    )
  return <StateMark state="gap">{say('short', { count: missing })}</StateMark>
}

/** Chosen, held and what the guard says of the place, as the cell shows it. */
function cellState({ row, chosen, held, marks, at, seen }: Props, day: number): React.TdHTMLAttributes<HTMLElement> {
  const { half, personId } = placeAt(row, day)
  if (!half) return { className: 'board-none', 'aria-disabled': true }
  const is = (placed: Placed) => placed.half === half.key && placed.personId === personId
  const lifted = held.some(one => one.from === half.key && one.personId === personId)
  const tone = personId && !lifted ? undefined : marks.toneFor(half.key)
  const all = [
    at === day ? 'board-at' : '',
    chosen.some(is) ? 'board-chosen' : '',
    lifted ? 'board-lifted' : '',
    tone ? `board-${tone}` : '',
    half.shift.draft.fixed ? 'board-pinned' : '',
    half.begun ? 'board-begun' : '',
    personId && personId === seen ? 'board-same' : '',
  ]
  return { className: all.filter(Boolean).join(' '), 'aria-selected': chosen.some(is) }
}

function PlaceCell({ row, day, marks, named, fixed }: Props & { day: number }) {
  const say = useRotaWords()
  const language = useLanguage()
  const { half, personId, missing } = placeAt(row, day)
  if (!half) return <span className="unseen">{say('noShift')}</span>
  if (!personId) return <EmptyPlace row={row} day={day} missing={missing} />
  const verdicts = marks.ofPlaced(half.key, personId)
  const own = marks.ownOf(half.key, verdicts)
  const worst = own.some(({ level }) => level === 'stop') ? 'gap' : own[0] ? 'watch' : undefined
  const { name, title } = named(personId)
  const words = (all: readonly Verdict[]) => all.map(one => one[language]).join(say('and'))
  const aloud = words(own)
  return (
    <span className="board-name" draggable={!fixed} title={[title, words(verdicts)].filter(Boolean).join('\n')}>
      {worst && <StateMark state={worst} bare />}
      {name}
      {aloud && <span className="unseen">（{aloud}）</span>}
    </span>
  )
}

/** The first empty place of a half says how many are missing; those below it only that they are empty. */
function EmptyPlace({ row, day, missing }: { row: Row; day: number; missing: number }) {
  const say = useRotaWords()
  if (missing === 0 || row.kind !== 'place') return null
  const above = placeAt({ ...row, nth: row.nth - 1 }, day)
  const first = row.nth === 0 || above.missing === 0
  if (row.line.standby) return <span className="board-empty">{say('standbyEmpty')}</span>
  return first ? (
    <StateMark state="gap">{say('short', { count: missing })}</StateMark>
  ) : (
    <StateMark state="gap" bare>
      {say('empty')}
    </StateMark>
  )
}
