import type { Sheet as DutySheet, Line } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'preact/hooks'
import { KeptEntries } from '../../ledger/kept-entries.tsx'
import { now, timeOf } from '../../platform/clock.ts'
import { useLanguage, useWords } from '../../platform/language.ts'
import { Button } from '../../shared/button.tsx'
import { TroubleNotice } from '../../shared/notice.tsx'
import { Sheet } from '../../shared/sheet.tsx'
import { Help, type Hurt, type SayHurt } from '../hurt.tsx'
import { canTakeBack } from '../standing.ts'
import { Contact } from './contact.tsx'
import { HandOverFor } from './hand-over.tsx'
import { HurtFor } from './hurt-for.tsx'
import type { Lead } from './lead.ts'
import { SuitLeft } from './suit-left.tsx'
import { words } from './words.ts'

export interface PersonProps {
  readonly line: Line
  readonly sheet: DutySheet
  readonly lead: Lead
}

/** What a captain can do about one name; it stays open, so that what came of it is seen. */
export function PersonSheet({ onClose, ...props }: PersonProps & { onClose: () => void }) {
  const say = useWords(words)
  const { line, sheet, lead } = props
  const { person, state } = line
  const here = state === 'on' || state === 'break'
  const [hurt, setHurt] = useState<Hurt>()
  const name = person.name ?? person.volunteerNo
  const sayHurt: SayHurt = (what, leaves) => {
    setHurt(what)
    lead.hurt(person.id, { what, leaves })
  }
  return (
    <Sheet title={name} onClose={onClose}>
      <p class="soft small">
        {person.volunteerNo} · {person.unit}
      </p>
      <TroubleNotice trouble={lead.trouble} />
      <KeptEntries entries={lead.entries.filter(({ fact }) => fact.personId === person.id)} />
      {hurt && <Help title={say('hurtNoted', { name })} what={hurt} />}
      {!sheet.closedAt && !here && <Arriving {...props} />}
      {!here && state !== 'left' && <Contact line={line} shiftId={sheet.shift.id} />}
      {here && <OnDuty {...props} />}
      {here && <Contact line={line} shiftId={sheet.shift.id} />}
      {here && !hurt && <HurtFor name={name} busy={lead.busy} onSay={sayHurt} />}
    </Sheet>
  )
}

/** They are here, did not come, came back, or never left. */
function Arriving({ line, sheet, lead }: PersonProps) {
  const say = useWords(words)
  const { person, state } = line
  const about = { turn: line.turn, shift: sheet.shift, closedAt: sheet.closedAt }
  return (
    <>
      {canTakeBack(about, now()) && (
        <Button busy={lead.busy} onTap={() => lead.act(person.id, 'took-back')}>
          {say('tookBack')}
        </Button>
      )}
      <Button
        kind={state === 'left' ? 'default' : 'primary'}
        busy={lead.busy}
        onTap={() => lead.here({ personId: person.id })}
      >
        {say(state === 'left' ? 'cameBack' : 'arrived')}
      </Button>
      {(state === 'late' || state === 'expected') && (
        <>
          <Button kind="warn" busy={lead.busy} onTap={() => lead.noShow(person.id)}>
            {say('sayNoShow')}
          </Button>
          <p class="soft small">{say('noShowMeans')}</p>
        </>
      )}
    </>
  )
}

function OnDuty(props: PersonProps) {
  const { line, sheet, lead } = props
  const say = useWords(words)
  const { person, turn } = line
  const act = (what: 'break-began' | 'break-ended' | 'suit-on' | 'suit-off', word: keyof typeof words) => (
    <Button kind="default" busy={lead.busy} onTap={() => lead.act(person.id, what)}>
      {say(word)}
    </Button>
  )
  return (
    <>
      {turn?.flags.includes('unproven') && (person.name === null ? <p>{say('strangerMeans')}</p> : <Seen {...props} />)}
      {turn?.suitSince && sheet.post.suitMinutes !== null && (
        <p>
          <SuitLeft since={turn.suitSince} most={sheet.post.suitMinutes} />
        </p>
      )}
      <div class="pair">
        {turn?.breakSince ? act('break-ended', 'breakEnd') : act('break-began', 'breakBegin')}
        {sheet.post.suitMinutes !== null && (turn?.suitSince ? act('suit-off', 'suitOff') : act('suit-on', 'suitOn'))}
      </div>
      <HandOverFor {...props} />
      <Leaving {...props} />
    </>
  )
}

/** The captain's eyes prove a tap: from now, or from when the phone had said so. */
function Seen({ line, lead }: PersonProps) {
  const say = useWords(words)
  const language = useLanguage()
  const claimed = line.turn?.claimedAt ?? line.turn?.in
  const whom = { personId: line.person.id }
  return (
    <>
      <Button busy={lead.busy} onTap={() => lead.here(whom)}>
        {say('seenNow')}
      </Button>
      {claimed && now() - Date.parse(claimed) > 60_000 && (
        <Button kind="default" busy={lead.busy} onTap={() => lead.here(whom, claimed)}>
          {say('seenClaimed', { time: timeOf(claimed, language) })}
        </Button>
      )}
    </>
  )
}

/** How long after the planned end somebody who is still noted as here has more likely forgotten to check out. */
const FORGOTTEN_MS = 10 * 60_000

/** Why somebody leaves is chosen: relieved, at the end, or early with somebody else looked for. */
function Leaving({ line, sheet: { shift }, lead }: PersonProps) {
  const say = useWords(words)
  const language = useLanguage()
  const past = now() - Date.parse(shift.endsAt)
  const leave = (why: 'relieved' | 'ended' | 'early', at?: string) =>
    lead.act(line.person.id, 'checked-out', { why }, at)
  const over = past >= 0 && !shift.openEnd
  return (
    <>
      {over ? (
        <Button busy={lead.busy} onTap={() => leave('ended')}>
          {say('ended')}
        </Button>
      ) : (
        <>
          <Button kind="default" busy={lead.busy} onTap={() => leave('relieved')}>
            {say('relieved')}
          </Button>
          <Button kind="warn" busy={lead.busy} onTap={() => leave('early')}>
            {say('early')}
          </Button>
        </>
      )}
      {over && past > FORGOTTEN_MS && (
        <Button kind="default" busy={lead.busy} onTap={() => leave('ended', shift.endsAt)}>
          {say('endedAt', { time: timeOf(shift.endsAt, language) })}
        </Button>
      )}
    </>
  )
}
