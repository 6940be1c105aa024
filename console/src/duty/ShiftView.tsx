import { type Sheet, sheet } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { useNow } from '../platform/clock.ts'
import { useTimes } from '../platform/time.ts'
import { AskDialog } from '../roster/assign/AskDialog.tsx'
import { AssignDialog } from '../roster/assign/AssignDialog.tsx'
import { AmendShift } from '../roster/posts/AmendShift.tsx'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Go } from '../shared/Go.tsx'
import { Note } from '../shared/Note.tsx'
import { Section } from '../shared/Page.tsx'
import { AddSomebody } from './AddSomebody.tsx'
import { Stands } from './Chain.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { Opening } from './Opening.tsx'
import { usePlanWords } from './plan-words.ts'
import { ReliefPart } from './ReliefPart.tsx'
import { RollTable } from './RollTable.tsx'
import { useRoleWord } from './roles.ts'
import { ShortageDialog } from './ShortageDialog.tsx'
import { numbersOf, standingOf } from './standing.ts'
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

type Doing = 'assign' | 'raise' | 'close' | 'add' | 'amend' | 'ask'

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
        {one.others > 0 && <p className="soft">{say('others', { count: one.others })}</p>}
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

/** In one mark how it stands, then who is there and what is to be looked at. */
function Counts({ sheet }: { sheet: Sheet }) {
  const say = useDutyWords()
  const now = useNow(30_000)
  const numbers = numbersOf(sheet, now)
  const { need, present, unproven, late } = numbers
  const words = [
    say('rollCounts', { need, present }),
    unproven > 0 ? say('chainUnproven', { count: unproven }) : '',
    late > 0 ? say('chainLate', { count: late }) : '',
  ]
  return (
    <>
      <Stands standing={standingOf(numbers, now)} /> <span className="digits">{words.filter(Boolean).join(' · ')}</span>
    </>
  )
}

function SheetActs({ sheet, onDo }: { sheet: Sheet; onDo: (what: Doing) => void }) {
  const say = useDutyWords()
  const plan = usePlanWords()
  const now = useNow(30_000)
  const { shift, post, closedAt } = sheet
  const { is } = standingOf(numbersOf(sheet, now), now)
  const over = is === 'over' || is === 'overdue'
  if (closedAt) return null
  return (
    <>
      <Go to={`/duty/shifts/${shift.id}/code`}>{say('code')}</Go>
      <Act verb="duty.run" onClick={() => onDo('add')}>
        {say('addSomebody')}
      </Act>
      {!over && (
        <Act verb="roster.plan" onClick={() => onDo('amend')}>
          {plan('amend')}
        </Act>
      )}
      {(is === 'short' || is === 'unplanned') && (
        <>
          <Act verb="roster.assign" onClick={() => onDo('assign')}>
            {say('assign')}
          </Act>
          <Act verb="roster.assign" onClick={() => onDo('ask')}>
            {plan('ask')}
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
  const times = useTimes()
  const title = `${one.post.name} ${times.brief(one.shift.startsAt)}–${times.clock(one.shift.endsAt)}`
  const about = { shiftId: one.shift.id, title, onDone }
  if (doing === 'assign') return <AssignDialog {...about} />
  if (doing === 'ask') return <AskDialog {...about} startsAt={one.shift.startsAt} />
  if (doing === 'raise') return <ShortageDialog {...about} people={Math.max(1, one.missing)} />
  if (doing === 'add') return <AddSomebody shiftId={one.shift.id} onDone={onDone} />
  if (doing === 'amend') return <AmendShift shift={one.shift} onClose={onDone} />
  if (doing === 'close') return <CloseDialog sheet={one} onDone={onDone} />
  return null
}
