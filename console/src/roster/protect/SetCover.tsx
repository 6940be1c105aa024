import type { Cover } from '@muster/core/roster/cover.wire.ts'
import { useState } from 'react'
import { DayField } from '../../shared/DayField.tsx'
import { Side } from '../../shared/Side.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { useListed } from '../../shared/useListed.ts'
import { useSetCover } from './useSetCover.ts'
import { useProtectWords } from './words.ts'

const SHOWN = 12

/** One last day for the people that were chosen. */
export function SetCover({ people, onClose }: { people: readonly Cover[]; onClose: () => void }) {
  const say = useProtectWords()
  const listed = useListed()
  const [until, setUntil] = useState<string | null>(people[0]?.until ?? '')
  const { send, busy, problem } = useSetCover(onClose)
  const names = people.slice(0, SHOWN).map(({ person }) => person.name ?? person.volunteerNo)
  const rest = people.length - names.length
  return (
    <Side
      open
      title={say('setFor', { count: people.length })}
      does={say('doSet', { count: people.length })}
      busy={busy}
      blocked={until === ''}
      problem={problem}
      onDo={() => void send(people.map(({ person }) => ({ personId: person.id, until })))}
      onClose={onClose}
    >
      <p>
        {listed(names)} {rest > 0 && <span className="soft">{say('more', { count: rest })}</span>}
      </p>
      <LastDay value={until} onChange={setUntil} />
    </Side>
  )
}

/** The last day of cover; null: none. */
export function LastDay({ value, onChange }: { value: string | null; onChange: (until: string | null) => void }) {
  const say = useProtectWords()
  return (
    <>
      {value !== null && <DayField label={say('until')} required value={value} onChange={onChange} />}
      <Tick checked={value === null} onChange={none => onChange(none ? null : '')}>
        {say('noCover')}
      </Tick>
    </>
  )
}
