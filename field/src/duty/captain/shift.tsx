import type { Relief, Sheet } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'preact/hooks'
import { OwnPage } from '../../access/own-page.tsx'
import { KeptEntries } from '../../ledger/kept-entries.tsx'
import { timeOf } from '../../platform/clock.ts'
import { useLanguage, useWords } from '../../platform/language.ts'
import { Button } from '../../shared/button.tsx'
import { Shown } from '../../shared/faces.tsx'
import { Notice, Sign, TroubleNotice } from '../../shared/notice.tsx'
import { Thumb } from '../../shared/page.tsx'
import { Opening } from '../opening.tsx'
import { AddSomebody } from './add.tsx'
import { Alarms } from './alarms.tsx'
import { CloseShift } from './close.tsx'
import { type Lead, useLead } from './lead.ts'
import { People } from './people.tsx'
import { Refill } from './refill.tsx'
import { useRole } from './roles.ts'
import { words } from './words.ts'

/** One shift of mine: who is here, who is missing, and the code at the thumb. */
export function LeadShiftPage({ shiftId }: { shiftId: string }) {
  const say = useWords(words)
  const code = (
    <Thumb>
      <a class="weui-btn weui-btn_primary btn_big" href={`/m/lead/${shiftId}/code`}>
        {say('showCode')}
      </a>
    </Thumb>
  )
  return (
    <OwnPage tab="duty" title={say('title')} thumb={code}>
      {(person, me) => (
        <OneShift
          key={`${person.id} ${shiftId}`}
          shiftId={shiftId}
          captainId={person.id}
          assigns={me.verbs.includes('roster.assign')}
        />
      )}
    </OwnPage>
  )
}

interface OneProps {
  readonly shiftId: string
  readonly captainId: string
  readonly assigns: boolean
}

function OneShift({ shiftId, captainId, assigns }: OneProps) {
  const say = useWords(words)
  const lead = useLead(shiftId)
  return (
    <div class="stack">
      <p>
        <a href="/m/lead">{say('back')}</a>
      </p>
      <div class="stuck">
        <TroubleNotice trouble={lead.trouble} />
        <KeptEntries entries={lead.entries} />
      </div>
      <Shown of={lead.sheet}>
        {sheet => (
          <>
            <Head sheet={sheet} />
            <Alarms postId={sheet.post.id} />
            <People sheet={sheet} lead={lead} />
            {!sheet.closedAt && <Doings sheet={sheet} lead={lead} captainId={captainId} assigns={assigns} />}
            <Reliefs sheet={sheet} />
          </>
        )}
      </Shown>
    </div>
  )
}

function Head({ sheet: { asOf, post, shift, present, missing, closedAt, closedWhy } }: { sheet: Sheet }) {
  const say = useWords(words)
  const language = useLanguage()
  const role = useRole()
  const { startsAt, endsAt, people: need } = shift
  const hours = {
    from: timeOf(startsAt, language),
    to: timeOf(endsAt, language, Date.parse(startsAt)),
    role: role(shift.role),
  }
  return (
    <>
      <h1>{post.name}</h1>
      <p>{say('hours', hours)}</p>
      <p class="soft small">{say('listOf', { time: timeOf(asOf, language) })}</p>
      {closedAt ? (
        <Notice>{say('closed', { time: timeOf(closedAt, language), why: closedWhy ?? '' })}</Notice>
      ) : (
        <p class="signs" aria-live="polite">
          {missing > 0 && <Sign tone="gap">{say('missing', { count: missing })}</Sign>}
          <Sign tone={missing > 0 ? 'silent' : 'good'}>{say('present', { present, need })}</Sign>
        </p>
      )}
    </>
  )
}

/** What is done for the whole shift: somebody more, what must be ready, others asked, the end. */
function Doings({ sheet, lead, captainId, assigns }: { sheet: Sheet; lead: Lead } & Omit<OneProps, 'shiftId'>) {
  const say = useWords(words)
  const [adding, setAdding] = useState(false)
  const { shift, post, opening } = sheet
  const ready = opening.length > 0 && opening.every(({ at }) => at !== null)
  return (
    <>
      <Button kind="default" onTap={() => setAdding(true)}>
        {say('add')}
      </Button>
      {adding && <AddSomebody lead={lead} onClose={() => setAdding(false)} />}
      {assigns && <Refill shiftId={shift.id} missing={sheet.missing} />}
      {ready && <p class="soft small">{say('opened')}</p>}
      <Opening items={opening} onTick={item => lead.act(captainId, 'ticked', { item })} />
      {(shift.openEnd || post.closesWhen) && <CloseShift sheet={sheet} lead={lead} />}
    </>
  )
}

/** What those before left behind, and whether those after are here. */
function Reliefs({ sheet: { before, next } }: { sheet: Sheet }) {
  const say = useWords(words)
  const language = useLanguage()
  const nameOf = ({ person }: Relief['people'][number]) => person.name ?? person.volunteerNo
  const left = (one: Relief['people'][number]) => {
    const word = { note: 'noteOf', nothing: 'nothingOf' } as const
    return say(one.handedOver ? word[one.handedOver] : 'noWord', { name: nameOf(one), note: one.note ?? '' })
  }
  return (
    <>
      {before && before.people.length > 0 && (
        <section class="card">
          <h2>{say('before')}</h2>
          {before.people.map(one => (
            <p key={one.person.id}>{left(one)}</p>
          ))}
        </section>
      )}
      {next && (
        <section class="card">
          <h2>{say('next', { time: timeOf(next.at, language) })}</h2>
          {next.people.length === 0 && <p class="soft">{say('nextNobody')}</p>}
          {next.people.map(one => (
            <p key={one.person.id}>
              {nameOf(one)}{' '}
              <Sign tone={one.arrived ? 'good' : 'silent'}>{say(one.arrived ? 'isHere' : 'isNotHere')}</Sign>
            </p>
          ))}
        </section>
      )}
    </>
  )
}
