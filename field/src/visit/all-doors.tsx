import { OUTCOME_WORDS, STATE_WORDS, type State } from '@muster/core/visit/outcomes.ts'
import { lastOutcome } from '@muster/core/visit/state.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { knocks, type List, type Sweep, stateOfDoor } from './merged.ts'
import { words } from './words.ts'

interface AllDoorsProps {
  readonly sweep: Sweep
  readonly list: List
  /** The door in front of one. */
  readonly here: string | undefined
  readonly onPick: (id: string) => void
}

/** A shape beside the colour, for glare and for those who see no colours. */
const MARKS: Record<State, string> = { done: '✓', open: '', unknown: '?', excused: '–' }

/** Every door of a stair, from below; a tap goes to it. */
export function AllDoors({ sweep, list, here, onPick }: AllDoorsProps) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <section class="card">
      <h2>{say('all')}</h2>
      <div class="visits__doors">
        {list.doors.map(door => {
          const state = stateOfDoor(sweep, door)
          const outcome = lastOutcome(knocks(door))
          const told = outcome ? OUTCOME_WORDS[outcome][language] : STATE_WORDS[state][language]
          return (
            <button
              key={door.id}
              type="button"
              class={`visits__one visits__one_${state}`}
              aria-current={door.id === here}
              aria-label={`${door.number} ${told}`}
              onClick={() => onPick(door.id)}
            >
              {door.number} {MARKS[state]}
              <small>{told}</small>
            </button>
          )
        })}
      </div>
    </section>
  )
}
