import { stops } from '@muster/core/roster/guard.ts'
import { useLanguage, useSaid } from '../../platform/language.ts'
import { useTimes } from '../../platform/time.ts'
import { StateMark } from '../../shared/StateMark.tsx'
import { useListed } from '../../shared/useListed.ts'
import { placeAt } from './grid.ts'
import { useRoleWord } from './roles.ts'
import { blocks } from './useMarks.ts'
import type { Workbench } from './useWorkbench.ts'
import { useRotaWords } from './words.ts'

/** What is in the hand, and whether it can be put where the reader is: two lines that never move the page. */
export function StatusLine({ id, bench }: { id: string; bench: Workbench }) {
  return (
    <div className="board-status">
      <output id={id} aria-live="polite">
        <HandWords bench={bench} />
        <span>{bench.hand.held.length > 0 ? <DropWords bench={bench} /> : <PlaceWords bench={bench} />}</span>
      </output>
    </div>
  )
}

/** What is in the hand; else what the server had to say of the last change, which knows of insurance and fitness too. */
function HandWords({ bench: { hand, ground, verdicts } }: { bench: Workbench }) {
  const say = useRotaWords()
  const said = useSaid()
  const listed = useListed()
  const names = hand.held.slice(0, 3).map(({ personId }) => ground.people.get(personId)?.name ?? '–')
  if (hand.held.length > 0)
    return (
      <b>{say(hand.held.length > 3 ? 'holdingMany' : 'holding', { names: listed(names), count: hand.held.length })}</b>
    )
  if (hand.chosen.length > 0) return <b>{say('chosen', { count: hand.chosen.length })}</b>
  const stopped = verdicts.find(({ stops: stopping }) => stopping)
  if (!stopped) return null
  return (
    <StateMark state="gap">
      {say('reasonsBut', { name: ground.people.get(stopped.personId)?.name ?? '–', rules: said(stopped) })}
    </StateMark>
  )
}

/** The guard's words about the place under the hand, before anything is let go: the same that the server would say. */
function DropWords({ bench: { hand, rows, marks, ground, over } }: { bench: Workbench }) {
  const say = useRotaWords()
  const language = useLanguage()
  const at = over ?? hand.at
  const { half, personId } = placeAt(rows[at.row], at.day)
  if (!half) return <span className="soft">{say('at.none')}</span>
  const against = marks.against(hand.held, { half: half.key, personId })
  if (against.length === 0) return <StateMark state="good">{say('mayDrop')}</StateMark>
  const stopped = blocks(against)
  const words = against.map(one => {
    const why = [one.own ? say(one.own) : '', ...one.verdicts.map(verdict => verdict[language])].filter(Boolean)
    return say('reasonsBut', { name: ground.people.get(one.personId)?.name ?? '–', rules: why.join(say('and')) })
  })
  const lifts = stopped && against.every(({ own, verdicts }) => !own && !stops(verdicts, true))
  return (
    <span title={words.join('\n')}>
      <StateMark state={stopped ? 'gap' : 'watch'}>{say(stopped ? 'mayNot' : 'warns')}</StateMark>{' '}
      {words.join(say('and'))}
      {lifts && <b> {say('override')}</b>}
    </span>
  )
}

function PlaceWords({ bench: { hand, rows, ground } }: { bench: Workbench }) {
  const say = useRotaWords()
  const role = useRoleWord()
  const times = useTimes()
  const row = rows[hand.at.row]
  if (!row) return null
  if (row.kind === 'post') return <span className="soft">{say('at.post', { post: row.post.name })}</span>
  const { half, personId, missing } = placeAt(row, hand.at.day)
  if (!half) return <span className="soft">{say('at.none')}</span>
  const { line } = row
  const holes = {
    post: line.post.name,
    day: times.day(`${half.shift.day}T12:00:00Z`),
    from: line.from,
    to: line.to,
    role: line.standby ? say('standby') : role(line.role),
    count: missing,
    name: personId ? (ground.people.get(personId)?.name ?? '–') : '',
  }
  return <span className="soft">{say(personId ? 'at.placed' : missing > 0 ? 'at.gap' : 'at.free', holes)}</span>
}
