import { now, timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { Sign } from '../shared/notice.tsx'
import { ChangeShift } from './change-shift.tsx'
import type { MyAssignment, MyShifts } from './my-shifts.ts'
import { words } from './words.ts'

/** Shifts that are still some days away: where, when, and what I can do about them. Nothing at all where there are none. */
export function LaterShifts({ rows, onChanged }: { rows: MyShifts['rows']; onChanged: () => void }) {
  const say = useWords(words)
  if (rows.length === 0) return null
  return (
    <section class="stack">
      <h2>{say('later', { count: rows.length })}</h2>
      {rows.map(row => (
        <Later key={row.assignmentId} row={row} onChanged={onChanged} />
      ))}
    </section>
  )
}

function Later({ row, onChanged }: { row: MyAssignment; onChanged: () => void }) {
  const say = useWords(words)
  const language = useLanguage()
  const { shift, standby } = row
  return (
    <section class="card">
      <h2>
        {timeOf(shift.startsAt, language)} – {timeOf(shift.endsAt, language, Date.parse(shift.startsAt))}
      </h2>
      <p>
        {shift.place} · {shift.post} {standby && <Sign tone="silent">{say('standby')}</Sign>}
        <br />
        <span class="soft small">{say('report', { time: timeOf(shift.reportAt, language) })}</span>
      </p>
      {!standby && Date.parse(shift.startsAt) > now() && <ChangeShift row={row} onChanged={onChanged} />}
    </section>
  )
}
