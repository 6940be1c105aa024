import { actFor, checkInFor, type Line, noShow, type Sheet } from '@muster/core/duty/turns.wire.ts'
import { asDuration } from '@muster/core/roster/guard-sentences.ts'
import Button from 'antd/es/button'
import Dropdown from 'antd/es/dropdown'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useLanguage } from '../platform/language.ts'
import { useMay } from '../platform/session.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Personal } from '../shared/Personal.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { type State, StateMark } from '../shared/StateMark.tsx'
import { useDone } from '../shared/useDone.tsx'
import { type Hurt, HurtDialog } from './HurtDialog.tsx'
import { useDutyWords } from './words.ts'

const TONES: Record<Line['state'], State> = {
  late: 'gap',
  'no-show': 'gap',
  expected: 'silent',
  on: 'good',
  break: 'watch',
  standby: 'silent',
  left: 'silent',
}
const ORDER = Object.keys(TONES)

/** The roll of a shift: whoever is late stands first; one tap says here, or not here. */
export function RollTable({ sheet }: { sheet: Sheet }) {
  const say = useDutyWords()
  const times = useTimes()
  const language = useLanguage()
  const roll = useRoll(sheet)
  const rows = sheet.people.toSorted((one, two) => ORDER.indexOf(one.state) - ORDER.indexOf(two.state))
  const columns: readonly Column<Line>[] = [
    { key: 'name', title: say('name'), cell: ({ person }) => <Personal>{person.name}</Personal> },
    { key: 'unit', title: say('unit'), cell: ({ person }) => person.unit, wideOnly: true },
    { key: 'due', title: say('reportAt'), cell: ({ reportAt }) => (reportAt ? times.brief(reportAt) : '') },
    { key: 'state', title: say('state'), cell: line => <LineState line={line} /> },
    {
      key: 'served',
      title: say('served'),
      number: true,
      cell: ({ turn }) => (turn ? asDuration(turn.minutes)[language] : ''),
    },
    { key: 'acts', title: '', cell: line => <LineActs line={line} roll={roll} closed={sheet.closedAt !== null} /> },
  ]
  return (
    <>
      <ProblemNote problem={roll.problem} />
      <DataTable
        caption={say('roll')}
        columns={columns}
        rows={rows}
        keyOf={({ person }) => person.id}
        tone={({ state }) => (state === 'late' || state === 'no-show' ? 'gap' : undefined)}
        empty={<Empty title={say('noPeople')} />}
      />
      {roll.hurt && <HurtDialog hurt={roll.hurt} shiftId={sheet.shift.id} onDone={roll.endHurt} />}
    </>
  )
}

type What = 'checked-out' | 'break-began' | 'break-ended' | 'suit-on' | 'suit-off'

/** What a captain does about one name. */
function useRoll({ shift }: Sheet) {
  const say = useDutyWords()
  const done = useDone()
  const [hurt, setHurt] = useState<Hurt>()
  const here = useTell(checkInFor)
  const gone = useTell(noShow)
  const acting = useTell(actFor)
  const about = ({ person }: Line) => ({ shiftId: shift.id, id: newId(), personId: person.id })
  return {
    problem: here.problem ?? gone.problem ?? acting.problem,
    confirm: async (line: Line) => {
      if (await here.tell(about(line))) done(say('confirmed', { name: line.person.name ?? '–' }))
    },
    noShow: async (line: Line) => {
      if (await gone.tell(about(line))) done(say('noShowDone', { name: line.person.name ?? '–' }))
    },
    act: (line: Line, what: What) => void acting.tell({ ...about(line), what }),
    hurt,
    ask: setHurt,
    endHurt: () => setHurt(undefined),
  }
}
type Roll = ReturnType<typeof useRoll>

function LineState({ line: { state, turn } }: { line: Line }) {
  const say = useDutyWords()
  const flags = turn?.flags.filter(flag => flag !== 'late') ?? []
  return (
    <span className="duty-notes">
      <StateMark state={TONES[state]}>{say(`state.${state}`)}</StateMark>
      {turn && turn.lateMinutes > 0 && <span className="soft">{say('lateBy', { minutes: turn.lateMinutes })}</span>}
      {flags.map(flag => (
        <span key={flag} className="soft">
          {say(`flag.${flag}`)}
        </span>
      ))}
      {turn?.stayed && <span className="soft">{turn.stayed}</span>}
    </span>
  )
}

function LineActs({ line, roll, closed }: { line: Line; roll: Roll; closed: boolean }) {
  const say = useDutyWords()
  const here = line.state === 'on' || line.state === 'break'
  const unproven = line.turn?.flags.includes('unproven') ?? false
  if (closed || line.state === 'left') return null
  return (
    <span className="roll-acts">
      {(!here || unproven) && (
        <Act verb="duty.run" size="small" type="primary" onClick={() => void roll.confirm(line)}>
          {say('confirm')}
        </Act>
      )}
      {!here && line.state !== 'no-show' && line.state !== 'standby' && (
        <Act verb="duty.run" size="small" onClick={() => void roll.noShow(line)}>
          {say('noShow')}
        </Act>
      )}
      {here && (
        <Act verb="duty.run" size="small" onClick={() => roll.act(line, 'checked-out')}>
          {say('checkOut')}
        </Act>
      )}
      {here && <More line={line} roll={roll} />}
    </span>
  )
}

/** What is rarely said for somebody else: breaks, the suit, and that somebody is hurt. */
function More({ line, roll }: { line: Line; roll: Roll }) {
  const say = useDutyWords()
  const { may } = useMay('duty.run')
  const care = useMay('duty.care').may
  const { turn } = line
  const item = (key: What, label: string) => ({ key, label, disabled: !may, onClick: () => roll.act(line, key) })
  const ask = (what: Hurt['what']) => ({
    key: what,
    label: say(what),
    danger: true,
    disabled: !care,
    onClick: () => roll.ask({ what, personId: line.person.id, name: line.person.name ?? '–' }),
  })
  const items = [
    turn?.breakSince ? item('break-ended', say('breakEnded')) : item('break-began', say('breakBegan')),
    turn?.suitSince ? item('suit-off', say('suitTaken')) : item('suit-on', say('suitPut')),
    ask('injury'),
    ask('distress'),
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button size="small" aria-label={`${say('more')} · ${line.person.name ?? '–'}`}>
        {say('more')}
      </Button>
    </Dropdown>
  )
}
