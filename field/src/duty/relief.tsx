import type { MyShift, Relief } from '@muster/core/duty/turns.wire.ts'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { Button } from '../shared/button.tsx'
import type { OnPost } from './on-post.ts'
import { words } from './words.ts'

/** Both sides of a relief: what those before left to me, and whether those after me are here. */
export function ReliefOf({ mine, onPost }: { mine: MyShift; onPost: OnPost }) {
  const say = useWords(words)
  return (
    <>
      {mine.before && mine.before.people.length > 0 && <Before before={mine.before} mine={mine} onPost={onPost} />}
      {mine.next && mine.next.people.length > 0 ? (
        <Next next={mine.next} />
      ) : (
        !mine.shift.openEnd && <p class="soft small">{say('nobodyNext')}</p>
      )}
    </>
  )
}

function Before({ before, mine, onPost }: { before: Relief; mine: MyShift; onPost: OnPost }) {
  const say = useWords(words)
  const said = before.people.filter(({ handedOver }) => handedOver !== null)
  return (
    <div class="notice">
      <b>{say('before')}</b>
      {said.map(({ person, note }) => (
        <p key={person.id}>
          {say(note ? 'noteOf' : 'nothingOf', { name: person.name ?? person.volunteerNo, note: note ?? '' })}
        </p>
      ))}
      {mine.turn?.tookOver ? (
        <p class="soft small">{say('tookOver')}</p>
      ) : (
        <Button
          kind="default"
          busy={onPost.busy}
          onTap={() => onPost.act(mine.shift.id, 'took-over', { otherId: before.people[0]!.person.id })}
        >
          {say('takeOver')}
        </Button>
      )}
    </div>
  )
}

function Next({ next }: { next: Relief }) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <p class="small">
      {say('nextShift')} {timeOf(next.at, language)}{' '}
      {next.people
        .map(({ person, arrived }) => `${person.name ?? person.volunteerNo} ${say(arrived ? 'arrived' : 'notArrived')}`)
        .join(' · ')}
    </p>
  )
}
