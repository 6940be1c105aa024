import { reasons } from '@muster/core/roster/build.wire.ts'
import type { BoardShift } from '@muster/core/roster/draft.wire.ts'
import { asDuration, inHours } from '@muster/core/roster/guard-sentences.ts'
import Popover from 'antd/es/popover'
import { useState } from 'react'
import { useAsk } from '../../platform/api.ts'
import { useLanguage, useSaid } from '../../platform/language.ts'
import { StateMark } from '../../shared/StateMark.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { peopleOf } from './edits.ts'
import { isStandby, placeAt, shiftOfHalf } from './grid.ts'
import { minutesInWeek, restAround, spanOf, spansOf } from './judge.ts'
import type { Workbench } from './useWorkbench.ts'
import { useRotaWords } from './words.ts'

/** Who is under the hand: hours, rest, and what the guard says. The card keeps its height, so that nothing below it moves. */
export function PersonCard({ bench }: { bench: Workbench }) {
  const say = useRotaWords()
  const { hand, rows } = bench
  const { half, personId } = placeAt(rows[hand.at.row], hand.at.day)
  const shown = hand.held[0]?.personId ?? personId
  return (
    <section className="person-card" aria-label={say('person')}>
      {shown ? (
        <Person bench={bench} personId={shown} half={half?.key} />
      ) : half ? (
        <p className="soft">{say('halfNeed', { need: half.need, count: peopleOf(bench.draft, half.key).length })}</p>
      ) : (
        <p className="soft">{say('nobodySeen')}</p>
      )}
    </section>
  )
}

function Person({ bench, personId, half }: { bench: Workbench; personId: string; half: string | undefined }) {
  const say = useRotaWords()
  const { ground, marks, hand, days } = bench
  const person = ground.people.get(personId)
  const onBoard = marks.onBoard(personId)
  const spans = spansOf(ground, personId, onBoard)
  const shift = half ? ground.shifts.get(shiftOfHalf(half)) : undefined
  const lastDay = shift?.day ?? days.at(-1)!
  const week = onBoard.flatMap(id => ground.shifts.get(id) ?? []).map(spanOf)
  const sits = half && !isStandby(half) && onBoard.includes(half)
  return (
    <>
      <p>
        <b>{person?.name ?? '–'}</b> <span className="soft small">{person?.volunteerNo}</span>
        <br />
        <span className="soft small">{person?.unit}</span>
      </p>
      <dl className="person-hours">
        <div>
          <dt>{say('personHours')}</dt>
          <dd>
            <b>{inHours(minutesInWeek(spans, lastDay))}</b> <small>{say('hoursUnit')}</small>
          </dd>
        </div>
        <div>
          <dt>{say('personWeek')}</dt>
          <dd>
            <b>{inHours(week.reduce((sum, { from, until }) => sum + (until - from) / 60_000, 0))}</b>{' '}
            <small>{say('hoursUnit')}</small> <small>{say('personShifts', { count: week.length })}</small>
          </dd>
        </div>
        <Rest spans={spans} own={sits && shift ? spanOf(shift) : undefined} />
      </dl>
      {sits && hand.held.length === 0 && <Words bench={bench} half={half} personId={personId} />}
      {shift && hand.held.length === 0 && (
        <Placing key={`${shift.id} ${personId}`} bench={bench} shift={shift} personId={personId} />
      )}
    </>
  )
}

function Rest({ spans, own }: { spans: Parameters<typeof restAround>[0]; own: ReturnType<typeof spanOf> | undefined }) {
  const say = useRotaWords()
  const language = useLanguage()
  if (!own) return null
  const { before, after } = restAround(spans, own)
  const words = (minutes: number | null) => (minutes === null ? say('restNone') : asDuration(minutes)[language])
  return (
    <>
      <div>
        <dt>{say('restBefore')}</dt>
        <dd>{words(before)}</dd>
      </div>
      <div>
        <dt>{say('restAfter')}</dt>
        <dd>{words(after)}</dd>
      </div>
    </>
  )
}

function Words({ bench, half, personId }: { bench: Workbench; half: string; personId: string }) {
  const language = useLanguage()
  const verdicts = bench.marks.ofPlaced(half, personId)
  return (
    <ul className="plain-list small">
      {verdicts.map(verdict => (
        <li key={verdict.rule}>
          <StateMark state={verdict.level === 'stop' ? 'gap' : 'watch'} bare /> {verdict[language]}
        </li>
      ))}
    </ul>
  )
}

interface PlacingProps {
  readonly bench: Workbench
  readonly shift: BoardShift
  readonly personId: string
}

/** Why the engine put somebody here, said when it is asked for; and whether it may change the cell. */
function Placing({ bench, shift, personId }: PlacingProps) {
  const say = useRotaWords()
  const said = useSaid()
  const [asking, setAsking] = useState(false)
  const asked = useAsk(reasons, { rotaId: bench.rotaId, shiftId: shift.id }, { when: asking })
  const because = asked.data?.reasons.find(({ person }) => person.id === personId)?.because ?? []
  const words = asked.data ? because.map(said).join(say('and')) || say('whyNone') : '…'
  return (
    <div className="person-placing small">
      <Tick checked={shift.draft.fixed} onChange={fixed => !bench.fixed && bench.pin(shift.id, fixed)}>
        {say('cellFixed')}
      </Tick>
      <Popover
        trigger="click"
        placement="left"
        content={<p className="person-why">{words}</p>}
        onOpenChange={setAsking}
      >
        <button type="button" className="text-link">
          {say('why')}
        </button>
      </Popover>
    </div>
  )
}
