import { type Calling, calling, moveCalling } from '@muster/core/register/sampling/rounds.wire.ts'
import { api } from '../../platform/api.ts'
import { useWords } from '../../platform/language.ts'
import { useAct, useLoad } from '../../platform/load.ts'
import { Button } from '../../shared/button.tsx'
import { TroubleNotice } from '../../shared/notice.tsx'
import { words } from './words.ts'

/** Whose turn it is, large enough to hold up to the queue; the captain calls the next. */
export function CallNext({ roundId, postId, leads }: { roundId: string; postId: string; leads: boolean }) {
  const say = useWords(words)
  const asked = useLoad(`calling.${roundId}.${postId}`, `sampling/${postId}`, () => api(calling, { roundId, postId }))
  const { busy, trouble, act } = useAct()
  const { data } = asked
  if (!data || data.batches.length === 0) return null
  const next = data.batches[data.called]
  const call = () =>
    act(async () =>
      asked.put(await api(moveCalling, { roundId, postId, version: data.version, called: data.called + 1 })),
    )
  return (
    <section class="card">
      <h2>{say('calling')}</h2>
      <output class="code">
        <p class="soft">{say('now')}</p>
        <p class="code__digits">{data.batches[data.called - 1]?.name ?? say('nobody')}</p>
        <p class="soft">{data.pace === null ? say('paceUnknown') : say('pace', { pace: data.pace })}</p>
      </output>
      <Waiting of={data} />
      <TroubleNotice trouble={trouble} onRetry={asked.reload} />
      {leads && next && (
        <Button busy={busy} onTap={call}>
          {say('next', { name: next.name })}
        </Button>
      )}
      {!next && <p class="soft">{say('allCalled')}</p>}
    </section>
  )
}

const SHOWN = 4

function Waiting({ of }: { of: Calling }) {
  const say = useWords(words)
  return (
    <ul class="rows">
      {of.batches.slice(of.called, of.called + SHOWN).map(({ name, wait }) => (
        <li class="rows__one" key={name}>
          <span>{name}</span>
          <span class="soft">{wait === null ? '' : say('waitOf', { minutes: wait })}</span>
        </li>
      ))}
    </ul>
  )
}
