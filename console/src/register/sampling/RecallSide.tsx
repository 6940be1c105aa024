import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { CALL_OUTCOMES } from '@muster/core/register/sampling/kinds.ts'
import { claimCall, noteCall, recallList, undoRecall } from '@muster/core/register/sampling/rounds.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { newId } from '../../platform/ids.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { Choose } from '../../shared/Choose.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Personal } from '../../shared/Personal.tsx'
import { ProblemNote } from '../../shared/ProblemNote.tsx'
import { Side } from '../../shared/Side.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { useSamplingWords } from './words.ts'

type Line = OutputOf<typeof recallList>['rows'][number]

interface Props {
  readonly roundId: string
  readonly recallId: string
  readonly onClose: () => void
}

/** Everybody in a recalled tube; one is claimed at a time, and only then their number is shown. */
export function RecallSide({ roundId, recallId, onClose }: Props) {
  const say = useSamplingWords()
  const done = useDone()
  const [id] = useState(newId)
  const asked = useAsk(recallList, { roundId, recallId })
  const { tell, telling, problem } = useTell(undoRecall)
  const undo = async () => {
    if (!(await tell({ roundId, recallId, id }))) return
    done(say('undone'))
    onClose()
  }
  const columns: Column<Line>[] = [
    { key: 'person', title: say('person'), cell: ({ name }) => <Personal>{name}</Personal> },
    { key: 'door', title: say('door'), cell: ({ door }) => <Personal>{door}</Personal> },
    { key: 'call', title: say('outcome'), cell: line => <Call line={line} roundId={roundId} recallId={recallId} /> },
  ]
  return (
    <Side open wide title={say('recallList', { tube: asked.data?.tube ?? '' })} onClose={onClose}>
      <Answer asked={asked}>
        {({ rows }) => (
          <>
            <DataTable
              caption={say('recallList', { tube: asked.data?.tube ?? '' })}
              columns={columns}
              rows={rows}
              keyOf={({ sampleId }) => sampleId}
              tone={({ again, outcome }) => (again || outcome === 'comes' ? undefined : 'watch')}
            />
            {rows.every(({ outcome, claimed }) => outcome === null && claimed === 'no') && (
              <Act verb="register.recall" loading={telling} onClick={() => void undo()}>
                {say('undoRecall')}
              </Act>
            )}
            <ProblemNote problem={problem} />
          </>
        )}
      </Answer>
    </Side>
  )
}

interface CallProps extends Omit<Props, 'onClose'> {
  readonly line: Line
}

function Call({ line: { sampleId, outcome, claimed, again }, roundId, recallId }: CallProps) {
  const say = useSamplingWords()
  const times = useTimes()
  // Each claim is a call of its own, and so is what came of it.
  const [held, setHeld] = useState<OutputOf<typeof claimCall> & { readonly id: string }>()
  const claim = useTell(claimCall)
  const note = useTell(noteCall)
  const about = { roundId, recallId, sampleId }
  if (again) return say('again')
  if (held)
    return (
      <>
        <b className="digits">{held.phone ?? say('noPhone')}</b>{' '}
        <span className="soft small">{say('until', { at: times.clock(held.until) })}</span>{' '}
        <Choose
          aria-label={say('outcome')}
          value={outcome ?? ''}
          options={[
            { key: '', name: say('outcome') },
            ...CALL_OUTCOMES.map(key => ({ key, name: say(`outcome.${key}`) })),
          ]}
          onChange={key => {
            const said = CALL_OUTCOMES.find(one => one === key)
            if (said)
              void note.tell({ ...about, id: held.id, outcome: said }).then(answer => answer && setHeld(undefined))
          }}
        />
        <ProblemNote problem={note.problem} />
      </>
    )
  return (
    <>
      {outcome && say(`outcome.${outcome}`)}{' '}
      <Act
        verb="register.recall"
        size="small"
        blocked={claimed === 'other' ? say('claimedOther') : undefined}
        loading={claim.telling}
        onClick={() => void claim.tell(about).then(answer => answer && setHeld({ ...answer, id: newId() }))}
      >
        {say('claim')}
      </Act>
      <ProblemNote problem={claim.problem} />
    </>
  )
}
