import type { Answers } from '@muster/core/register/answers.ts'
import { OUTCOME_WORDS } from '@muster/core/visit/outcomes.ts'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { now, timeOf } from '../platform/clock.ts'
import { type Say, useLanguage, useWords } from '../platform/language.ts'
import { Button } from '../shared/button.tsx'
import { Notice } from '../shared/notice.tsx'
import { AllDoors } from './all-doors.tsx'
import { AtDoor, type Told } from './at-door.tsx'
import { isSettled, type List, nextDoor, type Sweep, statesOf } from './merged.ts'
import { type Noted, writeUndo, writeVisit } from './tell.ts'
import { words } from './words.ts'

interface WorkProps {
  readonly sweep: Sweep
  readonly list: List
  readonly until: string
  readonly busy: boolean
  readonly act: (what: () => Promise<void>) => void
  readonly onRelease: () => void
}

/** One's own list: the door at hand, what was noted last, and all the others. */
export function Work({ sweep, list, until, busy, act, onRelease }: WorkProps) {
  const say = useWords(words)
  const language = useLanguage()
  const { door, overtaken, goTo, goOn } = useDoorAtHand(sweep, list)
  const [last, setLast] = useState<Noted>()
  const once = useOnce()
  const tell = (told: Told, answers?: Answers) =>
    once(async () => {
      setLast(await writeVisit({ sweep, door: door!, say, language }, told, answers))
      goOn()
    })
  const undo = () =>
    once(async () => {
      await writeUndo({ sweep, say, language }, last!)
      setLast({ ...last!, outcome: last!.former ?? null, undone: true })
      goTo(last!.doorId)
    })
  return (
    <>
      <div class="visits__last">
        <output class={last ? undefined : 'soft'}>
          {last ? saidOf(last, say, language) : say('until', { time: timeOf(until, language) })}
        </output>
        {last && !last.undone && (
          <button type="button" class="rows__act" onClick={() => act(undo)}>
            {say('undo')}
          </button>
        )}
      </div>
      {overtaken && !busy && (
        <Notice tone="watch" title={say('overtaken')} live>
          <Button kind="default" onTap={goOn}>
            {say('goOn')}
          </Button>
        </Notice>
      )}
      {door ? (
        <AtDoor
          key={door.id}
          sweep={sweep}
          door={door}
          busy={busy}
          onTell={told => act(() => tell(told))}
          onFill={tell}
        />
      ) : (
        <Ended sweep={sweep} list={list} />
      )}
      <AllDoors sweep={sweep} list={list} here={door?.id} onPick={goTo} />
      <Button kind="quiet" onTap={onRelease}>
        {say('release')}
      </Button>
    </>
  )
}

const saidOf = ({ number, outcome }: Noted, say: Say<typeof words>, language: 'zh' | 'en'): string =>
  outcome ? say('noted', { door: number, outcome: OUTCOME_WORDS[outcome][language] }) : say('undone', { door: number })

/** No door is to be knocked on now; those that must wait for another time of the day are not forgotten. */
function Ended({ sweep, list }: { sweep: Sweep; list: List }) {
  const say = useWords(words)
  const { open, unknown } = statesOf(sweep, list)
  const left = open + unknown
  return left > 0 ? (
    <Notice tone="watch" title={say('laterDoors', { count: left })} />
  ) : (
    <Notice tone="good" title={say('allDone')} />
  )
}

/** The door in front of one: it changes by one's own hand alone, whatever is heard of it meanwhile. */
function useDoorAtHand(sweep: Sweep, list: List) {
  const [here, setHere] = useState<{ id: string; settled: boolean }>()
  const pinned = list.doors.find(({ id }) => id === here?.id)
  const next = (after?: string) => nextDoor(sweep, list, after, new Date(now()).toISOString())
  const pin = (door: List['doors'][number] | undefined) =>
    setHere(door && { id: door.id, settled: isSettled(sweep, door) })
  const proposed = pinned ? undefined : next()
  useLayoutEffect(() => {
    if (proposed) pin(proposed)
  })
  return {
    door: pinned ?? proposed,
    /** Somebody else has settled it while one stood there. */
    overtaken: Boolean(pinned && here && !here.settled && isSettled(sweep, pinned)),
    goTo: (id: string) => pin(list.doors.find(one => one.id === id)),
    goOn: () => pin(next(pinned?.id)),
  }
}

/** Two taps within one breath are one: the second finds the first under way. */
function useOnce() {
  const running = useRef(false)
  return async (what: () => Promise<void>): Promise<void> => {
    if (running.current) return
    running.current = true
    try {
      await what()
    } finally {
      running.current = false
    }
  }
}
