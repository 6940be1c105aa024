import { stops } from '@muster/core/roster/guard.ts'
import type { Affected } from '@muster/core/roster/posts.wire.ts'
import { useLanguage } from '../../platform/language.ts'
import { useTimes } from '../../platform/time.ts'
import { Note } from '../../shared/Note.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { type Lifting, Override } from '../assign/Guarded.tsx'
import { usePostWords } from './words.ts'

/** What becomes of those whom a change would stop: taken off, or kept by a reason and a second name. */
export interface Choosing extends Lifting {
  readonly release: readonly string[]
}
export const NOTHING_CHOSEN: Choosing = { release: [], reason: '', second: '' }

const isStopped = ({ verdicts }: Affected) => stops(verdicts)
const isFirm = ({ verdicts }: Affected) => stops(verdicts, true)
const released = (rows: readonly Affected[], { release }: Choosing) =>
  rows.filter(row => isStopped(row) && (isFirm(row) || release.includes(row.assignmentId)))
const kept = (rows: readonly Affected[], choosing: Choosing) =>
  rows.filter(row => isStopped(row) && !released(rows, choosing).includes(row))

/** Whether something has been decided about everybody who is stopped. */
export const isDecided = (rows: readonly Affected[], choosing: Choosing): boolean =>
  kept(rows, choosing).length === 0 || (choosing.reason.trim().length >= 4 && choosing.second.trim() !== '')

/** What is sent beside the change. */
export function decided(rows: readonly Affected[], choosing: Choosing) {
  const { reason, second } = choosing
  const lifting = kept(rows, choosing).length > 0
  return {
    release: released(rows, choosing).map(({ assignmentId }) => assignmentId),
    ...(lifting ? { override: { reason: reason.trim(), second: second.trim() } } : {}),
  }
}

interface Props {
  readonly rows: readonly Affected[]
  /** All whom the change touches: of very many the rows are the first. */
  readonly count: number
  readonly choosing: Choosing
  readonly onChoose: (choosing: Choosing) => void
}

/** Who is placed already and what the guard would say of them; nothing where it says nothing new. */
export function AffectedPart({ rows, count, choosing, onChoose }: Props) {
  const say = usePostWords()
  if (rows.length === 0) return <Note state="good">{say('affectsNobody')}</Note>
  const toggle = (id: string, on: boolean) => {
    const rest = choosing.release.filter(one => one !== id)
    onChoose({ ...choosing, release: on ? [...rest, id] : rest })
  }
  const off = new Set(released(rows, choosing).map(({ assignmentId }) => assignmentId))
  return (
    <section aria-live="polite">
      <Note state={rows.some(isStopped) ? 'gap' : 'watch'}>{say('affects', { count })}</Note>
      {rows.map(row => (
        <Line
          key={row.assignmentId}
          row={row}
          off={off.has(row.assignmentId)}
          onToggle={on => toggle(row.assignmentId, on)}
        />
      ))}
      {kept(rows, choosing).length > 0 && (
        <Override lifting={choosing} onLift={lifting => onChoose({ ...choosing, ...lifting })} />
      )}
    </section>
  )
}

function Line({ row, off, onToggle }: { row: Affected; off: boolean; onToggle: (on: boolean) => void }) {
  const say = usePostWords()
  const times = useTimes()
  const language = useLanguage()
  const { person, startsAt, endsAt, verdicts } = row
  return (
    <div className="field">
      <b>{person.name ?? person.volunteerNo}</b>{' '}
      <span className="soft digits">
        {times.moment(startsAt)}–{times.clock(endsAt)}
      </span>
      {verdicts.map(verdict => (
        <div key={verdict.rule}>
          <StateMark state={verdict.level === 'stop' ? 'gap' : 'watch'}>{verdict[language]}</StateMark>
        </div>
      ))}
      {isFirm(row) && <p className="soft small">{say('goesOff')}</p>}
      {isStopped(row) && !isFirm(row) && (
        <Tick checked={off} onChange={onToggle}>
          {say('takeThemOff')}
        </Tick>
      )}
    </div>
  )
}
