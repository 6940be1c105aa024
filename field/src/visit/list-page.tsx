import { claimed, done, released, withdrawn } from '@muster/core/visit/kinds.ts'
import { OUTCOME_WORDS, type Outcome, STATE_WORDS, STATES } from '@muster/core/visit/outcomes.ts'
import { useState } from 'preact/hooks'
import { now, timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useChanges } from '../platform/live.ts'
import { useAct } from '../platform/load.ts'
import type { Kept } from '../platform/outbox.ts'
import { writeDown } from '../platform/sync.ts'
import { Button } from '../shared/button.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { AllDoors } from './all-doors.tsx'
import { AtDoor, type Told } from './at-door.tsx'
import { nameOf } from './lists-page.tsx'
import { type List, nextDoor, type Sweep, statesOf } from './merged.ts'
import { TakeOver } from './take-over.tsx'
import { words } from './words.ts'

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

interface WorkProps {
  readonly sweep: Sweep
  readonly list: List
  readonly until: string
  readonly busy: boolean
  readonly act: (what: () => Promise<void>) => void
  readonly onRelease: () => void
}

function Work({ sweep, list, until, busy, act, onRelease }: WorkProps) {
  const say = useWords(words)
  const language = useLanguage()
  const [picked, setPicked] = useState<string>()
  const [last, setLast] = useState<{ id: string; doorId: string; number: string; outcome: Outcome | null }>()
  const at = new Date(now()).toISOString()
  const door = list.doors.find(({ id }) => id === picked) ?? nextDoor(sweep, list, last?.doorId, at)
  const tell = ({ outcome, ...more }: Told) =>
    act(async () => {
      const { id: doorId, number, visits } = door!
      // Whoever says again what came of a door that was done corrects it; where nobody was home it is a further try.
      const before = visits.filter(one => one.mine && one.outcome && OUTCOME_WORDS[one.outcome].done).pop()
      const payload = { sweepId: sweep.id, outcome, ...more }
      const label = say('noted', { door: number, outcome: OUTCOME_WORDS[outcome][language] })
      const id = await writeDown({ kind: done.name, subjectId: doorId, supersedes: before?.id, payload }, label)
      setLast({ id, doorId, number, outcome })
      setPicked(undefined)
    })
  const undo = () =>
    act(async () => {
      const { id, doorId, number } = last!
      const fact = { kind: withdrawn.name, subjectId: doorId, supersedes: id, payload: { sweepId: sweep.id } }
      await writeDown(fact, say('undone', { door: number }))
      setLast({ id, doorId, number, outcome: null })
      setPicked(doorId)
    })
  const said = () => {
    if (!last) return say('until', { time: timeOf(until, language) })
    if (!last.outcome) return say('undone', { door: last.number })
    return say('noted', { door: last.number, outcome: OUTCOME_WORDS[last.outcome][language] })
  }
  return (
    <>
      <div class="visits__last">
        <output class={last ? undefined : 'soft'}>{said()}</output>
        {last?.outcome && (
          <button type="button" class="rows__act" onClick={undo}>
            {say('undo')}
          </button>
        )}
      </div>
      {door ? (
        <AtDoor key={door.id} sweep={sweep} door={door} busy={busy} onTell={tell} />
      ) : (
        <Notice tone="good" title={say('allDone')} />
      )}
      <AllDoors sweep={sweep} list={list} here={door?.id} onPick={setPicked} />
      <Button kind="quiet" onTap={onRelease}>
        {say('release')}
      </Button>
    </>
  )
}
