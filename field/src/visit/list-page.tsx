import { claimed, released } from '@muster/core/visit/kinds.ts'
import { STATE_WORDS, STATES } from '@muster/core/visit/outcomes.ts'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useChanges } from '../platform/live.ts'
import { useAct } from '../platform/load.ts'
import type { Kept } from '../platform/outbox.ts'
import { writeDown } from '../platform/sync.ts'
import { Button } from '../shared/button.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { nameOf } from './lists-page.tsx'
import { type List, type Sweep, statesOf } from './merged.ts'
import { TakeOver } from './take-over.tsx'
import { words } from './words.ts'
import { Work } from './work.tsx'

interface ListProps {
  readonly sweep: Sweep
  readonly list: List
  /** What the server did not take: a list that was taken meanwhile is said here at once. */
  readonly refused: readonly Kept[]
  readonly onChanged: () => void
}

/** One stair, door by door: the next one is at hand, every tap is written down at once. */
export function ListPage({ sweep, list, refused, onChanged }: ListProps) {
  const say = useWords(words)
  const language = useLanguage()
  const { busy, trouble, act, retry } = useAct()
  useChanges(`sweep/${sweep.id}`, onChanged)
  const note = (kind: { name: string }, more: object = {}) =>
    act(async () => {
      const payload = { sweepId: sweep.id, stair: list.stair, ...more }
      await writeDown({ kind: kind.name, subjectId: list.site.id, payload }, nameOf(say, list))
    })
  const problem = refused.find(
    ({ fact }) => fact.kind === claimed.name && fact.subjectId === list.site.id && fact.payload.stair === list.stair,
  )?.problem
  return (
    <>
      <p>
        <a href="/m/visits">{say('back')}</a>
      </p>
      <h1>{nameOf(say, list)}</h1>
      <Sums sweep={sweep} list={list} />
      <div class="stuck">
        <TroubleNotice trouble={trouble} onRetry={retry} />
      </div>
      {problem && !list.claim?.mine && (
        <Notice tone="gap" title={say('refused')} live>
          {problem[language]}
        </Notice>
      )}
      {!list.claim && (
        <Button big busy={busy} onTap={() => note(claimed)}>
          {say('claim')}
        </Button>
      )}
      {list.claim && !list.claim.mine && (
        <TakeOver sweep={sweep} list={list} busy={busy} onTake={more => note(claimed, more)} />
      )}
      {list.claim?.mine && (
        <Work
          sweep={sweep}
          list={list}
          until={list.claim.until}
          act={act}
          busy={busy}
          onRelease={() => note(released)}
        />
      )}
    </>
  )
}

function Sums({ sweep, list }: { sweep: Sweep; list: List }) {
  const say = useWords(words)
  const language = useLanguage()
  const counts = statesOf(sweep, list)
  return (
    <>
      <p class="visits__sums">
        {STATES.filter(state => counts[state] > 0 || state === 'done' || state === 'open').map(state => (
          <span key={state}>
            <b>{counts[state]}</b> {STATE_WORDS[state][language]}
          </span>
        ))}
      </p>
      {!list.claim?.mine && (
        <p class="soft small">
          {list.heardAt ? say('heard', { time: timeOf(list.heardAt, language) }) : say('heardNever')}
        </p>
      )}
    </>
  )
}
