import { type Seat, standDown } from '@muster/core/callout/seats.wire.ts'
import type { Call } from '@muster/core/callout/wire.ts'
import Input from 'antd/es/input'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useSaid } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Field } from '../shared/Field.tsx'
import { Personal } from '../shared/Personal.tsx'
import { type State, StateMark } from '../shared/StateMark.tsx'
import { useCallWords } from './words.ts'

const TONES: Record<Seat['state'], State> = {
  confirmed: 'good',
  held: 'watch',
  'signed-up': 'silent',
  reserve: 'silent',
  withdrawn: 'silent',
  declined: 'silent',
  'stood-down': 'silent',
}
const ORDER: readonly Seat['state'][] = [
  'held',
  'confirmed',
  'signed-up',
  'reserve',
  'declined',
  'withdrawn',
  'stood-down',
]

/** Beyond this many rows only those in view are drawn. */
const LONG = 200

interface Props {
  readonly call: Call
  readonly seats: readonly Seat[]
}

/** Who has a place, for whom one is held, who is next, and why. */
export function SeatTable({ call, seats }: Props) {
  const say = useCallWords()
  const [leaving, setLeaving] = useState<Seat>()
  const rows = seats.toSorted(
    (one, two) => ORDER.indexOf(one.state) - ORDER.indexOf(two.state) || rankOf(one) - rankOf(two),
  )
  return (
    <>
      <DataTable
        caption={say('seats')}
        columns={useColumns(call, rows.some(isExplained), setLeaving)}
        rows={rows}
        keyOf={({ person }) => person.id}
        tone={({ state }) => (state === 'held' ? 'watch' : undefined)}
        tall
        {...(rows.length > LONG ? { long: { total: rows.length, more: () => {} } } : {})}
        empty={<Empty title={say('noSeats')}>{say('noSeatsDo')}</Empty>}
      />
      {leaving && <StandDown key={leaving.person.id} call={call} seat={leaving} onDone={() => setLeaving(undefined)} />}
    </>
  )
}

const rankOf = ({ place, rank }: Seat) => place ?? rank ?? 0

/** By arrival the order needs no reason, unless there is more to say than the order itself. */
const isExplained = ({ reasons, fit, note }: Seat) => reasons.length > 1 || !fit || Boolean(note)

function useColumns(call: Call, explained: boolean, onLeave: (seat: Seat) => void): Column<Seat>[] {
  const say = useCallWords()
  const said = useSaid()
  const times = useTimes()
  return [
    { key: 'name', title: say('name'), cell: row => <Personal>{row.person.name}</Personal> },
    { key: 'state', title: say('state'), cell: row => <SeatState seat={row} /> },
    { key: 'unit', title: say('unit'), cell: row => row.person.unit, order: row => row.person.unit },
    { key: 'phone', title: say('phone'), cell: row => <Personal>{row.person.phone}</Personal>, wideOnly: true },
    { key: 'at', title: say('at'), cell: row => times.brief(row.signedUpAt), order: row => row.signedUpAt },
    {
      key: 'told',
      title: say('told'),
      cell: row => (row.toldAt ? times.brief(row.toldAt) : <span className="mark-watch">{say('notTold')}</span>),
    },
    ...(explained || call.selection === 'ranked' ? [whyColumn(say, said)] : []),
    ...(call.selection === 'ranked' ? [loadColumn(say)] : []),
    {
      key: 'act',
      title: '',
      cell: row =>
        ['confirmed', 'held'].includes(row.state) && call.state !== 'departed' ? (
          <Act verb="callout.run" size="small" type="text" onClick={() => onLeave(row)}>
            {say('standDownShort')}
          </Act>
        ) : null,
    },
  ]
}

const whyColumn = (say: ReturnType<typeof useCallWords>, said: ReturnType<typeof useSaid>): Column<Seat> => ({
  key: 'why',
  title: say('why'),
  cell: row =>
    [...row.reasons.map(said), ...(row.fit ? [] : [say('unfit')]), row.note ?? ''].filter(Boolean).join('；'),
})

/** How often somebody was called lately matters where the desk ranks; by arrival nobody looks at it. */
const loadColumn = (say: ReturnType<typeof useCallWords>): Column<Seat> => ({
  key: 'load',
  title: say('load'),
  unit: say('times'),
  number: true,
  cell: row => row.recentCalls,
  order: row => row.recentCalls,
})

function SeatState({ seat }: { seat: Seat }) {
  const say = useCallWords()
  const times = useTimes()
  const more = {
    confirmed: seat.place && say('number', { place: seat.place }),
    held: seat.heldUntil && say('until', { at: times.clock(seat.heldUntil) }),
    reserve: seat.rank && say('rank', { rank: seat.rank }),
  }[seat.state as 'confirmed' | 'held' | 'reserve']
  return (
    <StateMark state={TONES[seat.state]}>
      {seat.state !== 'confirmed' && more ? more : [say(`seat.${seat.state}`), more].filter(Boolean).join(' · ')}
    </StateMark>
  )
}

function StandDown({ call, seat, onDone }: { call: Call; seat: Seat; onDone: () => void }) {
  const say = useCallWords()
  const [form, setForm] = useState(() => ({ id: newId(), reason: '' }))
  const { tell, telling, problem } = useTell(standDown)
  const send = async () => {
    const reason = form.reason.trim()
    const input = { callId: call.id, personId: seat.person.id, id: form.id, ...(reason ? { reason } : {}) }
    if (await tell(input)) onDone()
  }
  return (
    <Confirm
      open
      title={say('standDown')}
      does={say('standDown')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('standDownSays', { name: seat.person.name ?? '' })}</p>
      <Field label={say('reasonOptional')}>
        {control => (
          <Input
            {...control}
            maxLength={200}
            value={form.reason}
            onChange={event => setForm({ ...form, reason: event.target.value })}
          />
        )}
      </Field>
    </Confirm>
  )
}
