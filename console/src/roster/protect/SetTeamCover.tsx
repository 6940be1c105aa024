import { covers, MOST_COVERED } from '@muster/core/roster/cover.wire.ts'
import { useState } from 'react'
import { TeamPicker } from '../../people/TeamPicker.tsx'
import { UnitPicker } from '../../people/UnitPicker.tsx'
import { ask, useAsk } from '../../platform/api.ts'
import { Answer } from '../../shared/Answer.tsx'
import { Field } from '../../shared/Field.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { LastDay } from './SetCover.tsx'
import { useSetCover } from './useSetCover.ts'
import { useProtectWords } from './words.ts'

interface Whose {
  readonly unitId?: string
  readonly teamId?: string
}

/** One of the two: choosing the one takes the other back. */
interface Chosen {
  readonly unit: readonly Choice[]
  readonly team: readonly Choice[]
}

/** Everybody of a unit or a team gets the same last day. */
export function SetTeamCover({ onClose }: { onClose: () => void }) {
  const say = useProtectWords()
  const [{ unit, team }, setWhose] = useState<Chosen>({ unit: [], team: [] })
  const [until, setUntil] = useState<string | null>('')
  const whose: Whose = { ...(unit[0] ? { unitId: unit[0].key } : {}), ...(team[0] ? { teamId: team[0].key } : {}) }
  const chosen = unit[0] ?? team[0]
  const asked = useAsk(covers, { ...whose, limit: 1 }, { when: chosen !== undefined })
  const setting = useSetCover(onClose)
  const [reading, setReading] = useState(false)
  const count = chosen ? (asked.data?.total ?? 0) : 0
  const send = async () => {
    setReading(true)
    const people = await everybody(whose).finally(() => setReading(false))
    await setting.send(people.map(personId => ({ personId, until })))
  }
  return (
    <Side
      open
      title={say('setTeam')}
      does={say('doSet', { count })}
      busy={setting.busy || reading}
      blocked={count === 0 || count > MOST_COVERED || until === ''}
      problem={setting.problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p>{say('setTeamSays')}</p>
      <Field label={say('unit')}>
        {control => (
          <UnitPicker {...control} value={unit} onChange={next => setWhose({ unit: next.slice(-1), team: [] })} />
        )}
      </Field>
      <Field label={say('team')} hint={say('oneOfThem')}>
        {control => (
          <TeamPicker {...control} value={team} onChange={next => setWhose({ unit: [], team: next.slice(-1) })} />
        )}
      </Field>
      {chosen && (
        <Answer asked={asked}>
          {({ total, counts }) => (
            <p aria-live="polite">{say('setTeamCount', { count: total, missing: counts.missing })}</p>
          )}
        </Answer>
      )}
      <LastDay value={until} onChange={setUntil} />
    </Side>
  )
}

/** Their ids, page by page. */
async function everybody(whose: Whose): Promise<string[]> {
  const ids: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const page: Awaited<ReturnType<typeof ask<typeof covers>>> = await ask(covers, {
      ...whose,
      limit: 500,
      ...(after ? { after } : {}),
    })
    ids.push(...page.rows.map(({ person }) => person.id))
    after = page.next
  }
  return ids
}
