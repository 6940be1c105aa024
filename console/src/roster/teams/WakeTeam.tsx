import { renewTeam, type Strength } from '@muster/core/roster/renewal.wire.ts'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { Confirm } from '../../shared/Confirm.tsx'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { MomentField } from '../../shared/MomentField.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { useStrengthWords } from './words.ts'

const DAY = 86_400_000

/** Asks everybody of a team once whether they join again. */
export function WakeTeam({ team, onClose }: { team: Strength; onClose: () => void }) {
  const say = useStrengthWords()
  const done = useDone()
  const [id] = useState(newId)
  const [why, setWhy] = useState('')
  const [until, setUntil] = useState<string | null>(() => new Date(serverNow() + 2 * DAY).toISOString())
  const { tell, telling, problem } = useTell(renewTeam)
  const send = async () => {
    if (!until) return
    const woken = await tell({ teamId: team.teamId, id, until, why: why.trim() })
    if (!woken) return
    done(say('didRenew', { asked: woken.renewal?.asked ?? team.people }))
    onClose()
  }
  return (
    <Confirm
      open
      title={`${say('renew')} · ${team.name}`}
      does={say('doRenew', { count: team.people })}
      busy={telling}
      blocked={!until || !why.trim() || team.people === 0}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p>{say('renewSays')}</p>
      <Field label={say('why')} hint={say('whyHint')} required>
        {control => <LongText {...control} rows={2} most={200} value={why} onChange={setWhy} />}
      </Field>
      <MomentField label={say('until')} value={until} onChange={setUntil} />
    </Confirm>
  )
}
