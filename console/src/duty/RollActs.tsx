import { type Line, type Sheet, TAKE_BACK_MINUTES } from '@muster/core/duty/turns.wire.ts'
import Button from 'antd/es/button'
import Dropdown, { type DropdownProps } from 'antd/es/dropdown'
import { useNow } from '../platform/clock.ts'
import { useMay } from '../platform/session.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { usePlanWords } from './plan-words.ts'
import type { Asking, Roll } from './useRoll.ts'
import { useDutyWords } from './words.ts'

interface Props {
  readonly line: Line
  readonly sheet: Sheet
  readonly roll: Roll
}

/** What can be done about one name: the usual as buttons, the rest under “more”. */
export function LineActs({ line, sheet, roll }: Props) {
  if (sheet.closedAt !== null) return null
  const here = line.state === 'on' || line.state === 'break'
  if (line.state === 'left') return <GoneActs line={line} sheet={sheet} roll={roll} />
  return (
    <span className="row-acts">
      {here ? (
        <HereActs line={line} sheet={sheet} roll={roll} />
      ) : (
        <AwaitedActs line={line} sheet={sheet} roll={roll} />
      )}
      <More line={line} sheet={sheet} roll={roll} />
    </span>
  )
}

function AwaitedActs({ line, roll }: Props) {
  const say = useDutyWords()
  const meant = line.state === 'expected' || line.state === 'late'
  return (
    <>
      <Act verb="duty.run" size="small" type={meant ? 'primary' : 'default'} onClick={() => void roll.confirm(line)}>
        {say('confirm')}
      </Act>
      {meant && (
        <Act verb="duty.run" size="small" onClick={() => void roll.noShow(line)}>
          {say('noShow')}
        </Act>
      )}
    </>
  )
}

/** A tap without a code is confirmed from now on, or from when the phone said it: the captain knows which. */
function HereActs({ line, roll }: Props) {
  const say = useDutyWords()
  const plan = usePlanWords()
  const times = useTimes()
  const { turn } = line
  const unproven = turn?.flags.includes('unproven') ?? false
  const claimed = turn?.claimedAt ?? turn?.in
  return (
    <>
      {unproven && (
        <Act verb="duty.run" size="small" type="primary" onClick={() => void roll.confirm(line)}>
          {say('confirm')}
        </Act>
      )}
      {unproven && claimed && (
        <Act verb="duty.run" size="small" onClick={() => void roll.confirm(line, claimed)}>
          {plan('confirmSince', { at: times.brief(claimed) })}
        </Act>
      )}
      {!unproven && (
        <Act verb="duty.run" size="small" onClick={() => roll.ask('leave', line)}>
          {say('checkOut')}
        </Act>
      )}
    </>
  )
}

/** A slip can be taken back for a while; who never checked out has the time put right. */
function GoneActs({ line, sheet, roll }: Props) {
  const plan = usePlanWords()
  const now = useNow(30_000)
  const { turn } = line
  const over = !sheet.shift.openEnd && Date.parse(sheet.shift.endsAt) <= now
  const fresh = turn?.out ? now - Date.parse(turn.out) < TAKE_BACK_MINUTES * 60_000 : false
  if (turn?.why === 'unsaid')
    return (
      <Act verb="duty.run" size="small" onClick={() => roll.ask('leave', line)}>
        {plan('mendLeave')}
      </Act>
    )
  if (over || !fresh || turn?.why === 'moved' || turn?.why === 'closed') return null
  return (
    <Act verb="duty.run" size="small" onClick={() => void roll.takeBack(line)}>
      {plan('takeBack')}
    </Act>
  )
}

type Items = NonNullable<NonNullable<DropdownProps['menu']>['items']>

/** What is rarely said for somebody else: breaks, the suit, another shift, and that somebody is hurt. */
function More(props: Props) {
  const say = useDutyWords()
  const { line } = props
  const items = useItems(props)
  if (items.length === 0) return null
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button size="small" aria-label={`${say('more')} · ${line.person.name ?? '–'}`}>
        {say('more')}
      </Button>
    </Dropdown>
  )
}

function useItems({ line, roll }: Props): Items {
  const say = useDutyWords()
  const plan = usePlanWords()
  const mayRun = useMay('duty.run').may
  const mayAssign = useMay('roster.assign').may
  const mayCare = useMay('duty.care').may
  const { turn, state } = line
  const here = state === 'on' || state === 'break'
  const act = (key: Parameters<Roll['act']>[1], label: string) => ({
    key,
    label,
    disabled: !mayRun,
    onClick: () => roll.act(line, key),
  })
  const ask = (key: Asking['what'], label: string, may: boolean, danger = false) => ({
    key,
    label,
    danger,
    disabled: !may,
    onClick: () => roll.ask(key, line),
  })
  const late = state === 'late' || state === 'expected'
  return [
    ...(late
      ? [{ key: 'remind', label: plan('remind'), disabled: !mayRun, onClick: () => void roll.remind(line) }]
      : []),
    ...(here ? [turn?.breakSince ? act('break-ended', say('breakEnded')) : act('break-began', say('breakBegan'))] : []),
    ...(here ? [turn?.suitSince ? act('suit-off', say('suitTaken')) : act('suit-on', say('suitPut'))] : []),
    ...(line.assignmentId ? [ask('move', plan('move'), mayAssign)] : []),
    ...(line.assignmentId && !here ? [ask('takeOff', plan('takeOff'), mayAssign)] : []),
    ...(here ? [ask('injury', say('injury'), mayCare, true), ask('distress', say('distress'), mayCare, true)] : []),
  ]
}
