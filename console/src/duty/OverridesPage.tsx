import { type Override, object, overrides } from '@muster/core/roster/assign.wire.ts'
import { useState } from 'react'
import './Duty.css'
import { useAsk, useTell } from '../platform/api.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Field } from '../shared/Field.tsx'
import { LongText } from '../shared/LongText.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useListed } from '../shared/useListed.ts'
import { DutyTabs } from './DutyTabs.tsx'
import { useLiftWords } from './lift-words.ts'
import { ShortageList } from './ShortageList.tsx'
import { Whom } from './Whom.tsx'

/** What was done beyond the limits: who lifted it, who stands for it too, and the relief that it asked for. */
export function OverridesPage() {
  const say = useLiftWords()
  const [objecting, setObjecting] = useState<Override>()
  const asked = useAsk(overrides, {}, { keep: true, every: 60_000 })
  return (
    <Page title={say('lifts')}>
      <DutyTabs />
      <p className="soft">{say('liftsSays')}</p>
      <Section title={say('liftsList')}>
        <Answer asked={asked}>{({ rows }) => <LiftTable rows={rows} onObject={setObjecting} />}</Answer>
      </Section>
      <Section title={say('relief')} beside={say('reliefSays')}>
        <ShortageList cause="relief" />
      </Section>
      {objecting && <ObjectDialog lift={objecting} onDone={() => setObjecting(undefined)} />}
    </Page>
  )
}

function LiftTable({ rows, onObject }: { rows: readonly Override[]; onObject: (lift: Override) => void }) {
  const say = useLiftWords()
  const times = useTimes()
  const listed = useListed()
  const columns: readonly Column<Override>[] = [
    { key: 'name', title: say('name'), cell: ({ person }) => <Whom person={person} /> },
    {
      key: 'shift',
      title: say('shift'),
      cell: ({ post, startsAt, endsAt }) => (
        <span className="lift-shift">
          {post} <small className="soft digits">{`${times.brief(startsAt)}–${times.clock(endsAt)}`}</small>
        </span>
      ),
    },
    {
      key: 'rules',
      title: say('rules'),
      cell: ({ rules, reason }) => (
        <span className="lift-why">
          {listed(rules.map(rule => say(`rule.${rule}`)))}
          {reason && <small className="soft">{say('theirReason', { reason })}</small>}
        </span>
      ),
    },
    { key: 'by', title: say('by'), cell: ({ by }) => by, wideOnly: true },
    { key: 'second', title: say('second'), cell: ({ second, mine }) => (mine ? say('you') : second), wideOnly: true },
    { key: 'state', title: say('state'), cell: lift => <LiftState lift={lift} /> },
    {
      key: 'act',
      title: '',
      cell: lift =>
        lift.mine &&
        !lift.over && (
          <Act verb="roster.assign" size="small" onClick={() => onObject(lift)}>
            {say('object')}
          </Act>
        ),
    },
  ]
  return (
    <DataTable
      caption={say('lifts')}
      columns={columns}
      rows={rows}
      keyOf={({ assignmentId }) => assignmentId}
      tone={lift => (lift.mine && !lift.over ? 'watch' : undefined)}
      empty={<Empty title={say('none')}>{say('noneSays')}</Empty>}
    />
  )
}

function LiftState({ lift: { at, over, objectedAt, objection } }: { lift: Override }) {
  const say = useLiftWords()
  const times = useTimes()
  if (objectedAt)
    return (
      <span title={objection ?? ''}>
        <StateMark state="gap">{say('objected', { at: times.brief(objectedAt) })}</StateMark>
      </span>
    )
  if (over) return <StateMark state="silent">{say('over')}</StateMark>
  return <StateMark state="watch">{say('stands', { at: times.brief(at) })}</StateMark>
}

/** The second name says no: the person is taken off, and the request for relief goes on. */
function ObjectDialog({ lift, onDone }: { lift: Override; onDone: () => void }) {
  const say = useLiftWords()
  const done = useDone()
  const [why, setWhy] = useState('')
  const { tell, telling, problem } = useTell(object)
  const name = lift.person.name ?? lift.person.volunteerNo
  const send = async () => {
    if (!(await tell({ assignmentId: lift.assignmentId, why: why.trim() }))) return
    done(say('didObject', { name }))
    onDone()
  }
  return (
    <Confirm
      open
      grave
      title={`${say('object')} · ${name}`}
      does={say('object')}
      busy={telling}
      blocked={!why.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('objectSays', { post: lift.post })}</p>
      {lift.reason && <p className="soft">{say('theirReason', { reason: lift.reason })}</p>}
      <Field label={say('why')} hint={say('whyHint')} required>
        {control => <LongText {...control} rows={2} most={300} value={why} onChange={setWhy} />}
      </Field>
    </Confirm>
  )
}
