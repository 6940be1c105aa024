import { type Batch, batches, undoBatch } from '@muster/core/roster/posts.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { useSaid } from '../../platform/language.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Confirm } from '../../shared/Confirm.tsx'
import { DataTable } from '../../shared/DataTable.tsx'
import { Section } from '../../shared/Page.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { usePostWords } from './words.ts'

/** What was laid out at a post in one act each, and the way back. Nothing is drawn where there is none. */
export function Batches({ postId }: { postId: string }) {
  const say = usePostWords()
  const said = useSaid()
  const times = useTimes()
  const rows = useAsk(batches, { postId, limit: 10 }).data?.rows ?? []
  const [undoing, setUndoing] = useState<Batch>()
  if (rows.length === 0) return null
  return (
    <Section title={say('batches')}>
      <DataTable
        caption={say('batches')}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { key: 'what', title: say('batch'), cell: row => said(row) },
          { key: 'made', title: say('madeAt'), cell: row => times.brief(row.madeAt) },
          {
            key: 'undo',
            title: '',
            cell: row =>
              row.undoneAt ? (
                <span className="soft">{say('undone')}</span>
              ) : (
                <Act verb="roster.plan" size="small" onClick={() => setUndoing(row)}>
                  {say('undo')}
                </Act>
              ),
          },
        ]}
      />
      {undoing && <UndoBatch batch={undoing} onClose={() => setUndoing(undefined)} />}
    </Section>
  )
}

function UndoBatch({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const say = usePostWords()
  const done = useDone()
  const { tell, telling, problem } = useTell(undoBatch)
  const send = async () => {
    if (!(await tell({ batchId: batch.id }))) return
    done(say('didUndo'))
    onClose()
  }
  return (
    <Confirm
      open
      grave
      title={say('undo')}
      does={say('undo')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p>{say('undoSays', { shifts: batch.shifts, assigned: batch.assigned })}</p>
    </Confirm>
  )
}
