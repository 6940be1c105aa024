import type { Line, Sheet } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'preact/hooks'
import { timeOf } from '../../platform/clock.ts'
import { useLanguage, useWords } from '../../platform/language.ts'
import { useNow } from '../../platform/now.ts'
import { Button } from '../../shared/button.tsx'
import { Sign } from '../../shared/notice.tsx'
import { lengthOf } from '../spoken.ts'
import { minutesAt, stateAt } from '../standing.ts'
import { words as dutyWords } from '../words.ts'
import type { Lead } from './lead.ts'
import { PersonSheet } from './person.tsx'
import { SuitLeft } from './suit-left.tsx'
import { words } from './words.ts'

/** In which order a captain goes through the names. */
const BANDS = ['toConfirm', 'notHere', 'toCome', 'here', 'standby', 'gone'] as const
type Band = (typeof BANDS)[number]

const OF_STATE: Record<Line['state'], Band> = {
  late: 'notHere',
  'no-show': 'notHere',
  expected: 'toCome',
  on: 'here',
  break: 'here',
  standby: 'standby',
  left: 'gone',
}

function bandOf(line: Line, at: number): Band {
  if (line.state === 'on' && line.turn?.flags.includes('unproven')) return 'toConfirm'
  return OF_STATE[stateAt(line, at)]
}

/** A tap of minutes ago may count from then or from now: that is the captain's to choose. */
const isOld = ({ state, turn }: Line, at: number) =>
  state === 'on' && turn !== null && turn.in !== null && at - Date.parse(turn.in) > OLD_MS
const OLD_MS = 5 * 60_000

/** Everybody of a shift, those who need the captain's eyes first; a name opens what can be done. */
export function People({ sheet, lead }: { sheet: Sheet; lead: Lead }) {
  const say = useWords(words)
  const at = useNow(20_000)
  const [opened, setOpened] = useState<string>()
  const line = sheet.people.find(({ person }) => person.id === opened)
  const toldAt = lead.sheet.at ?? at
  return (
    <>
      {sheet.people.length === 0 && <p class="soft">{say('nobody')}</p>}
      {BANDS.map(band => {
        const lines = sheet.people.filter(one => bandOf(one, at) === band)
        if (lines.length === 0) return null
        return (
          <section key={band} class={band === 'toConfirm' || band === 'notHere' ? 'card card_urgent' : 'card'}>
            <h2>{`${say(band)} · ${lines.length}`}</h2>
            {lines.map(one => (
              <OneLine
                key={one.person.id}
                line={one}
                band={band}
                minutes={one.turn ? minutesAt(one.turn, toldAt, at) : 0}
                busy={lead.busy}
                closed={sheet.closedAt !== null}
                suitMost={sheet.post.suitMinutes}
                onHere={() => (isOld(one, at) ? setOpened(one.person.id) : lead.here({ personId: one.person.id }))}
                onOpen={() => setOpened(one.person.id)}
              />
            ))}
          </section>
        )
      })}
      {line && <PersonSheet line={line} sheet={sheet} lead={lead} onClose={() => setOpened(undefined)} />}
    </>
  )
}

interface LineProps {
  readonly line: Line
  readonly band: Band
  readonly minutes: number
  readonly busy: boolean
  readonly closed: boolean
  readonly suitMost: number | null
  readonly onHere: () => void
  readonly onOpen: () => void
}

function OneLine({ line, band, minutes, busy, closed, suitMost, onHere, onOpen }: LineProps) {
  const say = useWords(words)
  const name = line.person.name ?? line.person.volunteerNo
  // Of somebody who is neither placed here nor mine the desk of the place decides; nobody tells me the name.
  const stranger = band === 'toConfirm' && line.person.name === null
  const confirms =
    !closed && !stranger && (band === 'toConfirm' || band === 'notHere' || band === 'toCome' || band === 'standby')
  return (
    <div class="line">
      <button type="button" class="line__who" onClick={onOpen}>
        <b>{name} ›</b> <Signs line={line} /> {stranger && <Sign tone="watch">{say('stranger')}</Sign>}
        {line.turn?.suitSince && suitMost !== null && <SuitLeft since={line.turn.suitSince} most={suitMost} />}
        <span>
          <Since line={line} minutes={minutes} />
        </span>
      </button>
      {confirms && (
        <Button
          kind={band === 'toConfirm' || band === 'notHere' ? 'primary' : 'default'}
          busy={busy}
          about={name}
          onTap={onHere}
        >
          {say(band === 'toConfirm' ? 'seen' : 'arrived')}
        </Button>
      )}
    </div>
  )
}

function Since({ line: { turn, reportAt }, minutes }: { line: Line; minutes: number }) {
  const say = useWords(words)
  const inWords = useWords(dutyWords)
  const language = useLanguage()
  if (turn?.out) return <>{say('leftAt', { time: timeOf(turn.out, language) })}</>
  if (turn?.in) return <>{say('since', { time: timeOf(turn.in, language), minutes: lengthOf(minutes, inWords) })}</>
  return <>{reportAt && say('due', { time: timeOf(reportAt, language) })}</>
}

function Signs({ line: { turn, state } }: { line: Line }) {
  const say = useWords(words)
  const inWords = useWords(dutyWords)
  const flags = turn?.flags ?? []
  return (
    <>
      {state === 'no-show' && <Sign tone="gap">{say('noShow')}</Sign>}
      {state === 'break' && <Sign tone="watch">{say('resting')}</Sign>}
      {turn && !turn.out && turn.lateMinutes > 0 && (
        <Sign tone="watch">{say('lateBy', { minutes: lengthOf(turn.lateMinutes, inWords) })}</Sign>
      )}
      {flags.includes('unplanned') && <Sign tone="silent">{say('unplanned')}</Sign>}
      {flags.includes('heard-late') && <Sign tone="silent">{say('heardLate')}</Sign>}
      {flags.includes('not-checked-out') && <Sign tone="watch">{say('notOut')}</Sign>}
    </>
  )
}
