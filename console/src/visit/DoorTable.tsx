import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { EXCUSE_WORDS, EXCUSES, type Excuse, OUTCOME_WORDS, STATES, type State } from '@muster/core/visit/outcomes.ts'
import { doors, endExcuse, excuse } from '@muster/core/visit/wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useSaid } from '../platform/language.ts'
import { usePages } from '../platform/pages.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Choose } from '../shared/Choose.tsx'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Section } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { Rows } from '../shared/Rows.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useVisitWords } from './words.ts'

type Door = OutputOf<typeof doors>['rows'][number]

/** Door by door: those that are open or unknown are the ones that would be missed. */
export function DoorTable({ sweepId }: { sweepId: string }) {
  const say = useVisitWords()
  const [state, setState] = useState<State>('open')
  const [excusing, setExcusing] = useState<Door>()
  const pages = usePages(doors, { sweepId, state })
  const did = useDone()
  const { tell, problem } = useTell(endExcuse)
  const end = async ({ id: householdId }: Door) => {
    if (await tell({ sweepId, id: newId(), householdId })) did(say('endExcuseDone'))
  }
  const columns = useColumns(setExcusing, door => void end(door))
  const choice = (
    <Choose
      aria-label={say('show')}
      value={state}
      options={STATES.map(key => ({ key, name: say(`show.${key}`) }))}
      onChange={key => setState(key as State)}
    />
  )
  return (
    <Section title={say('missed')} actions={choice}>
      <ProblemNote problem={problem} />
      <Rows pages={pages}>
        {rows => (
          <DataTable
            caption={say('missed')}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            long={{ total: pages.total, more: pages.more }}
            empty={<p className="soft">{say('missedNone')}</p>}
          />
        )}
      </Rows>
      {excusing && <ExcuseDoor sweepId={sweepId} door={excusing} onClose={() => setExcusing(undefined)} />}
    </Section>
  )
}

function useColumns(onExcuse: (door: Door) => void, onEnd: (door: Door) => void): Column<Door>[] {
  const say = useVisitWords()
  const said = useSaid()
  const times = useTimes()
  const visit = ({ by, at, outcome }: Door['visits'][number]) =>
    [
      by?.name ?? by?.volunteerNo ?? say('somebody'),
      times.brief(at),
      ...(outcome ? [said(OUTCOME_WORDS[outcome])] : []),
    ].join(' ')
  return [
    { key: 'site', title: say('building'), cell: ({ site }) => site.name },
    { key: 'stair', title: say('stair'), cell: ({ stair }) => stair || '–' },
    { key: 'door', title: say('door'), cell: ({ number }) => number },
    {
      key: 'hands',
      title: say('hands'),
      cell: ({ visits, excuse: why }) => visits.map(visit).join('；') || (why ? said(EXCUSE_WORDS[why]) : '–'),
    },
    {
      key: 'excuse',
      title: '',
      cell: door =>
        door.state !== 'done' && (
          <Act
            verb="visit.settle"
            size="small"
            onClick={() => (door.state === 'excused' ? onEnd(door) : onExcuse(door))}
          >
            {say(door.state === 'excused' ? 'endExcuse' : 'excuse')}
          </Act>
        ),
    },
  ]
}

function ExcuseDoor({ sweepId, door, onClose }: { sweepId: string; door: Door; onClose: () => void }) {
  const say = useVisitWords()
  const said = useSaid()
  const did = useDone()
  const [id] = useState(newId)
  const [reason, setReason] = useState<Excuse>('empty')
  const { tell, telling, problem } = useTell(excuse)
  const send = async () => {
    if (!(await tell({ sweepId, id, householdId: door.id, reason }))) return
    did(say('excuseDone'))
    onClose()
  }
  return (
    <Confirm
      open
      title={say('excuse')}
      does={say('excuse')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p>{say('excuseSays', { door: `${door.site.name} ${door.stair} ${door.number}` })}</p>
      <ChooseField
        label={say('reason')}
        value={reason}
        options={EXCUSES.map(key => ({ key, name: said(EXCUSE_WORDS[key]) }))}
        onChange={setReason}
      />
    </Confirm>
  )
}
