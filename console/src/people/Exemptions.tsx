import { EXEMPTIONS, type Exemption, endExemption, exempt, exemptions } from '@muster/core/people/exemptions.wire.ts'
import type { Person } from '@muster/core/people/wire.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { useNow } from '../platform/clock.ts'
import { newId } from '../platform/ids.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Choose } from '../shared/Choose.tsx'
import { DayField } from '../shared/DayField.tsx'
import { Field } from '../shared/Field.tsx'
import { Section } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { Side } from '../shared/Side.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useRosterWords } from './roster-words.ts'

type Held = z.infer<typeof Exemption>

/** Whether a person is exempt from reporting, by whom and until when; approved and ended here. */
export function Exemptions({ person }: { person: Person }) {
  const say = useRosterWords()
  const asked = useAsk(exemptions, { unitId: person.unit.id })
  const [giving, setGiving] = useState(false)
  const act = (
    <Act verb="people.exempt" onClick={() => setGiving(true)}>
      {say('exempt')}
    </Act>
  )
  return (
    <Section title={say('exemptions')} beside={say('exemptionsHint')} actions={act}>
      <Answer asked={asked}>
        {({ rows }) => <ExemptionList person={person} rows={rows.filter(row => row.person.id === person.id)} />}
      </Answer>
      {giving && <GiveExemption person={person} onClose={() => setGiving(false)} />}
    </Section>
  )
}

function ExemptionList({ person, rows }: { person: Person; rows: readonly Held[] }) {
  const say = useRosterWords()
  const times = useTimes()
  const done = useDone()
  const { tell, telling, problem } = useTell(endExemption)
  const name = person.name ?? person.volunteerNo
  const end = async (exemptionId: string) => {
    if (await tell({ personId: person.id, exemptionId })) done(say('didEnd', { name }))
  }
  if (rows.length === 0) return <p>{say('exemptionsNone')}</p>
  return (
    <>
      {rows.map(row => (
        <div key={row.id} className="line">
          <span>
            <StateMark state={row.endedAt ? 'silent' : 'good'}>{say(row.endedAt ? 'ended' : 'running')}</StateMark>{' '}
            <b>{row.reason && say(`reason.${row.reason}`)}</b>{' '}
            <span className="digits">
              {row.from} – {row.until ?? say('untilOpen')}
            </span>{' '}
            <span className="soft">
              {say('approver')} {row.approver} {times.moment(row.approvedAt)}
            </span>
          </span>
          {!row.endedAt && (
            <Act verb="people.exempt" size="small" loading={telling} onClick={() => void end(row.id)}>
              {say('end')}
            </Act>
          )}
        </div>
      ))}
      <ProblemNote problem={problem} />
    </>
  )
}

function GiveExemption({ person, onClose }: { person: Person; onClose: () => void }) {
  const say = useRosterWords()
  const done = useDone()
  const today = useTimes().toField(useNow(60_000)).slice(0, 10)
  const [id] = useState(newId)
  const [form, setForm] = useState({ reason: EXEMPTIONS[0] as (typeof EXEMPTIONS)[number], from: today, until: '' })
  const { tell, telling, problem } = useTell(exempt)
  const bad = form.until !== '' && form.until < form.from
  const send = async () => {
    const given = await tell({
      id,
      personId: person.id,
      reason: form.reason,
      from: form.from,
      until: form.until || null,
    })
    if (!given) return
    done(say('didExempt', { name: person.name ?? person.volunteerNo }))
    onClose()
  }
  return (
    <Side
      open
      title={say('exempt')}
      does={say('exempt')}
      busy={telling}
      blocked={bad || !form.from}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Field label={say('reason')} hint={say('exemptionsHint')}>
        {control => (
          <Choose
            {...control}
            value={form.reason}
            options={EXEMPTIONS.map(key => ({ key, name: say(`reason.${key}`) }))}
            onChange={key => setForm({ ...form, reason: key as typeof form.reason })}
          />
        )}
      </Field>
      <Days form={form} bad={bad} onChange={days => setForm({ ...form, ...days })} />
    </Side>
  )
}

interface DaysProps {
  readonly form: { readonly from: string; readonly until: string }
  readonly bad: boolean
  readonly onChange: (days: { from?: string; until?: string }) => void
}
function Days({ form, bad, onChange }: DaysProps) {
  const say = useRosterWords()
  return (
    <div className="fields">
      <DayField label={say('from')} required value={form.from} onChange={from => onChange({ from })} />
      <DayField
        label={say('until')}
        hint={say('untilHint')}
        error={bad ? say('badDays') : undefined}
        value={form.until}
        onChange={until => onChange({ until })}
      />
    </div>
  )
}
