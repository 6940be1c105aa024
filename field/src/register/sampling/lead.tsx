import { SAMPLE_WAITS, type SETTLINGS } from '@muster/core/register/sampling/kinds.ts'
import {
  type Held,
  heldSamples,
  recallTube,
  settleSample,
  type Tube,
  tubes,
  undoRecall,
} from '@muster/core/register/sampling/rounds.wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../../platform/api.ts'
import { once } from '../../platform/attempt.ts'
import { useWords } from '../../platform/language.ts'
import { useAct, useLoad } from '../../platform/load.ts'
import { Button } from '../../shared/button.tsx'
import { Shown } from '../../shared/faces.tsx'
import { Notice, Sign, TroubleNotice } from '../../shared/notice.tsx'
import { Recall } from './recall.tsx'
import { words } from './words.ts'

type How = (typeof SETTLINGS)[number]

interface Where {
  readonly roundId: string
  readonly postId: string
}

/** What only the captain of a site settles: samples that found no room, and tubes that are recalled. */
export function Lead({ roundId, postId }: Where) {
  return (
    <>
      <HeldSamples roundId={roundId} postId={postId} />
      <Tubes roundId={roundId} postId={postId} />
    </>
  )
}

function HeldSamples({ roundId, postId }: Where) {
  const say = useWords(words)
  const asked = useLoad(`held.${roundId}`, `sampling/${postId}`, () => api(heldSamples, { roundId }))
  const { busy, trouble, act } = useAct()
  const settle = (sampleId: string, how: How) =>
    act(async () => {
      await once.run(`settle.${sampleId}.${how}`, id => api(settleSample, { roundId, sampleId, id, how }))
      asked.reload()
    })
  const rows = asked.data?.rows.filter(({ post }) => post.id === postId) ?? []
  if (rows.length === 0) return null
  return (
    <section class="card">
      <h2>{say('heldTitle', { count: rows.length })}</h2>
      <p class="soft small">{say('heldHow')}</p>
      <TroubleNotice trouble={trouble} />
      {rows.map(row => (
        <div class="line" key={row.id}>
          <span class="line__who">
            <b>{row.name ?? '–'}</b> <Sign tone="watch">{row.again || !row.why ? say('again') : say(row.why)}</Sign>
            <span>
              {row.door} · {row.tube}
            </span>
          </span>
          <Settle row={row} busy={busy} onSettle={how => settle(row.id, how)} />
        </div>
      ))}
    </section>
  )
}

/** What its tube has no room for no word can let in; anything else the captain may let count. */
function Settle({ row, busy, onSettle }: { row: Held; busy: boolean; onSettle: (how: How) => void }) {
  const say = useWords(words)
  const about = row.name ?? row.tube
  if (row.again)
    return (
      <Button kind="default" about={about} busy={busy} onTap={() => onSettle('came')}>
        {say('came')}
      </Button>
    )
  return SAMPLE_WAITS.some(why => why === row.why) ? (
    <Button kind="default" about={about} busy={busy} onTap={() => onSettle('counts')}>
      {say('letCount')}
    </Button>
  ) : (
    <Button kind="default" about={about} busy={busy} onTap={() => onSettle('again')}>
      {say('askAgain')}
    </Button>
  )
}

function Tubes({ roundId, postId }: Where) {
  const say = useWords(words)
  const asked = useLoad(`tubes.${roundId}.${postId}`, `sampling/${postId}`, () => api(tubes, { roundId, postId }))
  const { busy, trouble, act } = useAct()
  const [open, setOpen] = useState<string>()
  const recall = (tube: string) =>
    act(async () => {
      const { recallId } = await once.run(`recall.${roundId}.${tube}`, id => api(recallTube, { roundId, id, tube }))
      setOpen(recallId)
      asked.reload()
    })
  const undo = (recallId: string) =>
    act(async () => {
      await once.run(`undo.${recallId}`, id => api(undoRecall, { roundId, recallId, id }))
      setOpen(undefined)
      asked.reload()
    })
  return (
    <details class="card">
      <summary>
        <b>{say('tubes')}</b>
      </summary>
      <TroubleNotice trouble={trouble} />
      <Shown of={asked}>
        {({ rows }) =>
          [...rows]
            .reverse()
            .map(tube => (
              <TubeLine
                key={tube.tube}
                tube={tube}
                busy={busy}
                open={open !== undefined && open === tube.recallId}
                onRecall={() => recall(tube.tube)}
                onUndo={undo}
                onOpen={setOpen}
                roundId={roundId}
              />
            ))
        }
      </Shown>
    </details>
  )
}

interface TubeLineProps {
  readonly tube: Tube
  readonly roundId: string
  readonly busy: boolean
  readonly open: boolean
  readonly onRecall: () => void
  readonly onUndo: (recallId: string) => void
  readonly onOpen: (recallId: string | undefined) => void
}

function TubeLine({ tube, roundId, busy, open, onRecall, onUndo, onOpen }: TubeLineProps) {
  const say = useWords(words)
  const { recallId } = tube
  return (
    <>
      <div class="line">
        <span class="line__who">
          <b>{tube.tube}</b> {tube.late && <Sign tone="gap">{say('late')}</Sign>}{' '}
          {recallId && <Sign tone="watch">{say('recalled')}</Sign>}
          <span>{say('inTube', { count: tube.samples })}</span>
        </span>
        {recallId ? (
          <Button kind="default" about={tube.tube} onTap={() => onOpen(open ? undefined : recallId)}>
            {say('list')}
          </Button>
        ) : (
          <Button kind="warn" about={tube.tube} busy={busy} onTap={onRecall}>
            {say('recall')}
          </Button>
        )}
      </div>
      {open && recallId && (
        <Notice>
          <Recall roundId={roundId} recallId={recallId} topic={`sampling/${tube.post.id}`} />
          <Button kind="quiet" busy={busy} onTap={() => onUndo(recallId)}>
            {say('undoRecall')}
          </Button>
        </Notice>
      )}
    </>
  )
}
