import type { Rota } from '@muster/core/roster/rota.wire.ts'
import { diff, publish } from '@muster/core/roster/versions.wire.ts'
import { useAsk, useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { Answer } from '../../shared/Answer.tsx'
import { Confirm } from '../../shared/Confirm.tsx'
import { Note } from '../../shared/Note.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { ChangeTable } from './ChangeTable.tsx'
import { useRotaWords } from './words.ts'

interface Props {
  readonly rota: Rota
  readonly gaps: number
  readonly onDone: () => void
}

/** First what would change and who would be told; then the act. */
export function PublishDialog({ rota, gaps, onDone }: Props) {
  const say = useRotaWords()
  const done = useDone()
  const asked = useAsk(diff, { rotaId: rota.id, from: rota.published?.number ?? 0 })
  const { tell, telling, problem } = useTell(publish)
  // Shifts that have begun stay as they are; whoever was put there by hand is not told again.
  const changes = (asked.data?.changes ?? []).filter(({ startsAt }) => Date.parse(startsAt) > serverNow())
  const people = new Set(changes.map(({ person }) => person.id)).size
  const send = async () => {
    if (!asked.data) return
    // What was seen is published: the page itself may not have heard yet of the last cell that was set.
    const version = await tell({ rotaId: rota.id, draft: asked.data.draft })
    if (!version) return
    done(say('published', { number: version.number, told: version.told }))
    onDone()
  }
  return (
    <Confirm
      open
      wide
      title={say('publishTitle')}
      does={say('publishDoes', { count: people })}
      busy={telling}
      blocked={changes.length === 0}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <Answer asked={asked}>
        {() => (
          <>
            <p>
              {changes.length === 0
                ? say('publishNone')
                : say('publishSays', { number: (rota.published?.number ?? 0) + 1 })}
            </p>
            {gaps > 0 && <Note state="watch">{say('publishGaps', { count: gaps })}</Note>}
            {changes.length > 0 && <ChangeTable changes={changes} />}
          </>
        )}
      </Answer>
    </Confirm>
  )
}
