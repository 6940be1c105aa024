import type { Answers } from '@muster/core/register/answers.ts'
import { OUTCOME_WORDS, OUTCOMES, type Outcome } from '@muster/core/visit/outcomes.ts'
import { triesOf } from '@muster/core/visit/state.ts'
import { useEffect, useState } from 'preact/hooks'
import { useLanguage, useWords } from '../platform/language.ts'
import { FillIn } from '../register/fill-in.tsx'
import { Button } from '../shared/button.tsx'
import { Choice } from '../shared/field.tsx'
import { knocks, type List, type Sweep } from './merged.ts'
import { words } from './words.ts'

/** What is told of a visit with one tap. */
export interface Told {
  readonly outcome: Outcome
  readonly people?: number
  readonly left?: true
}

interface AtDoorProps {
  readonly sweep: Sweep
  readonly door: List['doors'][number]
  readonly busy: boolean
  readonly onTell: (told: Told) => void
  /** Keeps the answers with the visit; throws when they could not be kept. */
  readonly onFill: (told: Told, answers: Answers) => Promise<void>
}

const MOST_PEOPLE = 6
/** A tap that was meant for the door before is not taken for this one. */
const BOUNCE_MS = 600

function useSteady(): boolean {
  const [steady, setSteady] = useState(false)
  useEffect(() => {
    const timer = setTimeout(setSteady, BOUNCE_MS, true)
    return () => clearTimeout(timer)
  }, [])
  return steady
}

/** The door in front of one: its number, and what came of it. */
export function AtDoor({ sweep, door, busy, onTell, onFill }: AtDoorProps) {
  const say = useWords(words)
  const steady = useSteady()
  const [people, setPeople] = useState<number>()
  const [left, setLeft] = useState(false)
  const [asking, setAsking] = useState(false)
  const tries = triesOf(sweep.zone, knocks(door))
  const more = { ...(people && { people }), ...(left && { left: true as const }) }
  return (
    <section class="card visits__door" aria-live="polite">
      <p class="soft">
        {say('floor', { floor: door.floor })}
        {tries > 0 && ` · ${say('tries', { count: tries })}`}
      </p>
      <h2 class="visits__number">{door.number}</h2>
      {asking ? (
        <Questions
          sweep={sweep}
          doorId={door.id}
          onCancel={() => setAsking(false)}
          onSave={answers => onFill({ outcome: 'answered', ...more }, answers)}
        />
      ) : (
        <>
          <Outcomes
            busy={busy || !steady}
            onTap={outcome => (outcome === 'answered' && sweep.form ? setAsking(true) : onTell({ outcome, ...more }))}
          />
          <fieldset class="answers visits__people">
            <legend class="soft small">{say('people')}</legend>
            {Array.from({ length: MOST_PEOPLE }, (_, nth) => nth + 1).map(count => (
              <label key={count} class={`answers__one${people === count ? ' answers__one_on' : ''}`}>
                <input type="radio" name="people" checked={people === count} onChange={() => setPeople(count)} />
                {count}
              </label>
            ))}
          </fieldset>
          <Choice label={say('left')} checked={left} onChange={setLeft} />
        </>
      )}
    </section>
  )
}

function Outcomes({ busy, onTap }: { busy: boolean; onTap: (outcome: Outcome) => void }) {
  const language = useLanguage()
  return (
    <div class="pair visits__outcomes">
      {OUTCOMES.map(outcome => (
        <Button
          key={outcome}
          big={outcome === 'answered' || outcome === 'nobody-home'}
          kind={outcome === 'answered' ? 'primary' : 'default'}
          disabled={busy}
          onTap={() => onTap(outcome)}
        >
          {OUTCOME_WORDS[outcome][language]}
        </Button>
      ))}
    </div>
  )
}

interface QuestionsProps {
  readonly sweep: Sweep
  readonly doorId: string
  readonly onSave: (answers: Answers) => Promise<void>
  readonly onCancel: () => void
}

/** The sweep's questions: an entry of its register like any other, which the visit names. */
function Questions({ sweep, doorId, onSave, onCancel }: QuestionsProps) {
  const say = useWords(words)
  return (
    <>
      <p class="soft">{say('ask')}</p>
      <FillIn
        registerId={sweep.registerId!}
        about={`${sweep.id}.${doorId}`}
        form={sweep.form!.form}
        before={[]}
        onSave={onSave}
      />
      <Button kind="quiet" onTap={onCancel}>
        {say('cancel')}
      </Button>
    </>
  )
}
