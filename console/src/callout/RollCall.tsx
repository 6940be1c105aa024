import type { Seat } from '@muster/core/callout/seats.wire.ts'
import type { Call } from '@muster/core/callout/wire.ts'
import Segmented from 'antd/es/segmented'
import { useEffect, useRef, useState } from 'react'
import './RollCall.css'
import { useMay } from '../platform/session.ts'
import { Act } from '../shared/Act.tsx'
import { Empty } from '../shared/Empty.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { type Round, useRollCall } from './useRollCall.ts'
import { useCallWords } from './words.ts'

interface Props {
  readonly call: Call
  readonly seats: readonly Seat[]
}

/** Roll-call by keyboard: arrows move, space marks. Nothing marked is lost while the line is broken. */
export function RollCall({ call, seats }: Props) {
  const say = useCallWords()
  const [round, setRound] = useState<Round>(call.counts.presentAtMuster > 0 && call.departedAt ? 'departure' : 'muster')
  const confirmed = seats
    .filter(({ state }) => state === 'confirmed')
    .toSorted((one, two) => (one.place ?? 0) - (two.place ?? 0))
  if (confirmed.length === 0) return <Empty title={say('rollNone')} />
  return (
    <>
      <div className="filters">
        <Segmented
          value={round}
          options={[
            { value: 'muster', label: say('rollMuster') },
            { value: 'departure', label: say('rollDeparture') },
          ]}
          onChange={setRound}
        />
        <span className="soft small">{say('rollKeys')}</span>
      </div>
      <RoundOfCall key={round} call={call} round={round} seats={confirmed} />
    </>
  )
}

function RoundOfCall({ call, round, seats }: Props & { round: Round }) {
  const say = useCallWords()
  const { may } = useMay('callout.run')
  const roll = useRollCall(call.id, round, seats)
  const unmarked = seats.filter(seat => roll.presentOf(seat) === null)
  return (
    <>
      <div className="filters">
        <b className="digits">{say('rollCounts', roll.counts)}</b>
        <output className="soft small">
          {roll.problem
            ? say('rollKept')
            : roll.waiting > 0
              ? say('rollSaving', { count: roll.waiting })
              : say('rollSaved')}
        </output>
        <Act verb="callout.run" size="small" className="push" onClick={() => roll.mark(unmarked, true)}>
          {say('allPresent')}
        </Act>
      </div>
      <ProblemNote problem={roll.problem} again={roll.again} />
      <RollList
        seats={seats}
        presentOf={roll.presentOf}
        onMark={(seat, present) => may && roll.mark([seat], present)}
      />
    </>
  )
}

interface ListProps {
  readonly seats: readonly Seat[]
  readonly presentOf: (seat: Seat) => boolean | null
  readonly onMark: (seat: Seat, present: boolean) => void
}

/** One stop for the Tab key; inside, the arrows walk. */
export function RollList({ seats, presentOf, onMark }: ListProps) {
  const [at, setAt] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const onKey = (event: React.KeyboardEvent) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -seats.length, End: seats.length }
    const step = steps[event.key as keyof typeof steps]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(seats.length - 1, at + step))
    setAt(next)
    list.current?.querySelectorAll('input')[next]?.focus()
  }
  return (
    <ul className="roll" ref={list}>
      {seats.map((seat, index) => (
        <RollLine
          key={seat.person.id}
          seat={seat}
          present={presentOf(seat)}
          stop={index === at}
          onFocus={() => setAt(index)}
          onKey={onKey}
          onMark={present => onMark(seat, present)}
        />
      ))}
    </ul>
  )
}

interface LineProps {
  readonly seat: Seat
  readonly present: boolean | null
  readonly stop: boolean
  readonly onFocus: () => void
  readonly onKey: (event: React.KeyboardEvent) => void
  readonly onMark: (present: boolean) => void
}

/** One name; a real checkbox, so that space marks and a screen reader tells. Not marked yet is neither. */
function RollLine({ seat, present, stop, onFocus, onKey, onMark }: LineProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = present === null
  }, [present])
  return (
    <li>
      <label>
        <input
          ref={box}
          type="checkbox"
          checked={present === true}
          tabIndex={stop ? 0 : -1}
          onFocus={onFocus}
          onKeyDown={onKey}
          onChange={() => onMark(present !== true)}
        />
        <span className="digits soft">{seat.place}</span>
        <b>{seat.person.name ?? '–'}</b>
        <span className="soft">{seat.person.unit}</span>
        <Presence present={present} />
      </label>
    </li>
  )
}

function Presence({ present }: { present: boolean | null }) {
  const say = useCallWords()
  if (present === null) return <StateMark state="silent">{say('unmarked')}</StateMark>
  return <StateMark state={present ? 'good' : 'gap'}>{say(present ? 'present' : 'absent')}</StateMark>
}
