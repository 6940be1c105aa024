import { close, type Relief, type Sheet, sheet } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useTimes } from '../platform/time.ts'
import { AssignDialog } from '../roster/assign/AssignDialog.tsx'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { Go } from '../shared/Go.tsx'
import { Note } from '../shared/Note.tsx'
import { Section } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { TextField } from '../shared/TextField.tsx'
import { AddSomebody } from './AddSomebody.tsx'
import { Opening } from './Opening.tsx'
import { RollTable } from './RollTable.tsx'
import { useRoleWord } from './roles.ts'
import { ShortageDialog } from './ShortageDialog.tsx'
import { useDutyWords } from './words.ts'

/** One shift on the day: who came, who is missing, what is still to be done; who was before and who comes next. */
export function ShiftView({ shiftId }: { shiftId: string }) {
  const asked = useAsk(sheet, { shiftId }, { every: 30_000 })
  return (
    <div>
      <Answer asked={asked}>{answer => <SheetView sheet={answer} />}</Answer>
    </div>
  )
}

type Doing = 'assign' | 'raise' | 'close' | 'add'

function SheetView({ sheet: one }: { sheet: Sheet }) {
  const say = useDutyWords()
  const role = useRoleWord()
  const times = useTimes()
  const [doing, setDoing] = useState<Doing>()
  const { shift, post } = one
  const hours = { from: times.brief(shift.startsAt), to: times.clock(shift.endsAt), role: role(shift.role) }
  return (
    <>
      <Section
        title={say('rollOf', hours)}
        beside={<Counts sheet={one} />}
        actions={<SheetActs sheet={one} onDo={setDoing} />}
      >
        {one.closedAt && (
          <Note state="silent">{say('closed', { at: times.brief(one.closedAt), why: one.closedWhy ?? '' })}</Note>
        )}
        <RollTable sheet={one} />
      </Section>
      <div className="post-pair">
        <Section title={say('opening')}>
          <Opening sheet={one} />
        </Section>
        <Section title={say('handover')}>
          <ReliefPart title={say('chainBefore')} relief={one.before} notes />
          <ReliefPart title={say('chainNext')} relief={one.next} />
        </Section>
      </div>
      {post.briefing && <p className="prose soft">{post.briefing}</p>}
      <Dialogs sheet={one} doing={doing} onDone={() => setDoing(undefined)} />
    </>
  )
}

function Counts({ sheet: { shift, present, missing } }: { sheet: Sheet }) {
  const say = useDutyWords()
  return (
    <>
      <StateMark state={missing > 0 ? 'gap' : 'good'}>
        {missing > 0 ? say('rollMissing', { count: missing }) : say('rollFull')}
      </StateMark>{' '}
      <span className="digits">{say('rollCounts', { need: shift.people, present })}</span>
    </>
  )
}

function SheetActs({ sheet: { shift, post, closedAt, missing }, onDo }: { sheet: Sheet; onDo: (what: Doing) => void }) {
  const say = useDutyWords()
  if (closedAt) return null
  return (
    <>
      <Go to={`/duty/shifts/${shift.id}/code`}>{say('code')}</Go>
      <Act verb="duty.run" onClick={() => onDo('add')}>
        {say('addSomebody')}
      </Act>
      {missing > 0 && (
        <>
          <Act verb="roster.assign" onClick={() => onDo('assign')}>
            {say('assign')}
          </Act>
          <Act verb="roster.assign" onClick={() => onDo('raise')}>
            {say('raise')}
          </Act>
        </>
      )}
      {(post.closesWhen || shift.openEnd) && (
        <Act verb="duty.run" onClick={() => onDo('close')}>
          {say('closePost')}
        </Act>
      )}
    </>
  )
}

interface DialogsProps {
  readonly sheet: Sheet
  readonly doing: Doing | undefined
  readonly onDone: () => void
}
function Dialogs({ sheet: one, doing, onDone }: DialogsProps) {
  const about = { shiftId: one.shift.id, title: one.post.name, onDone }
  if (doing === 'assign') return <AssignDialog {...about} />
  if (doing === 'raise') return <ShortageDialog {...about} people={Math.max(1, one.missing)} />
  if (doing === 'add') return <AddSomebody shiftId={one.shift.id} onDone={onDone} />
  if (doing === 'close') return <CloseDialog sheet={one} onDone={onDone} />
  return null
}

function CloseDialog({ sheet: { shift, post }, onDone }: Omit<DialogsProps, 'doing'>) {
  const say = useDutyWords()
  const [form, setForm] = useState(() => ({ id: newId(), reason: post.closesWhen ?? '' }))
  const { tell, telling, problem } = useTell(close)
  const send = async () => {
    if (await tell({ shiftId: shift.id, id: form.id, reason: form.reason.trim() })) onDone()
  }
  return (
    <Confirm
      open
      grave
      title={say('closePost')}
      does={say('closePost')}
      busy={telling}
      blocked={!form.reason.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('closeSays', { condition: post.closesWhen ?? '–' })}</p>
      <TextField
        label={say('closeReason')}
        required
        most={200}
        value={form.reason}
        onChange={reason => setForm({ ...form, reason })}
      />
    </Confirm>
  )
}

/** Those of the shift before with what they hand over, or those of the next and whether they are here. */
function ReliefPart({ title, relief, notes }: { title: string; relief: Relief | null; notes?: boolean }) {
  const say = useDutyWords()
  const times = useTimes()
  return (
    <div className="post-relief">
      <h3>
        {title} {relief && <span className="soft digits">{times.brief(relief.at)}</span>}
      </h3>
      {!relief?.people.length && <p className="soft">{say('chainNone')}</p>}
      <ul className="plain-list">
        {relief?.people.map(({ person, arrived, note }) => (
          <li key={person.id}>
            {person.name ?? '–'}{' '}
            {notes ? (
              <span className="soft">{note === '' ? say('noNote') : (note ?? say('notHandedOver'))}</span>
            ) : (
              <StateMark state={arrived ? 'good' : 'silent'}>{say(arrived ? 'chainArrived' : 'chainNotYet')}</StateMark>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
