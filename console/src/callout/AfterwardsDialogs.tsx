import { depart, formTeam } from '@muster/core/callout/departure.wire.ts'
import { seats } from '@muster/core/callout/seats.wire.ts'
import { nextWave } from '@muster/core/callout/wire.ts'
import { useNavigate } from '@tanstack/react-router'
import App from 'antd/es/app'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { MomentField } from '../shared/MomentField.tsx'
import { TextField } from '../shared/TextField.tsx'
import type { DialogProps } from './CallDialogs.tsx'
import { QuotaField } from './QuotaField.tsx'
import { useCallWords } from './words.ts'

/** The departure: from here the list does not change. */
export function DepartDialog({ call, onDone }: DialogProps) {
  const say = useCallWords()
  const [id] = useState(newId)
  const { tell, telling, problem } = useTell(depart)
  const { presentAtDeparture, presentAtMuster } = call.counts
  const send = async () => {
    if (await tell({ callId: call.id, id, version: call.version })) onDone()
  }
  return (
    <Confirm
      open
      title={say('depart')}
      does={say('depart')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('departSays', { count: presentAtDeparture || presentAtMuster })}</p>
    </Confirm>
  )
}

/** The next wave: the same call again, for other people. */
export function WaveDialog({ call, onDone }: DialogProps) {
  const say = useCallWords()
  const navigate = useNavigate()
  const [form, setForm] = useState(() => ({
    id: newId(),
    quota: call.quota,
    deadline: null as string | null,
    musterAt: null as string | null,
  }))
  const { tell, telling, problem } = useTell(nextWave)
  const send = async () => {
    const wave = await tell({ callId: call.id, ...form })
    if (!wave) return
    onDone()
    await navigate({ to: `/calls/${wave.id}` })
  }
  return (
    <Confirm
      open
      title={say('nextWave')}
      does={say('nextWave')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('nextWaveSays', { wave: call.wave + 1 })}</p>
      <QuotaField value={form.quota} onChange={quota => setForm({ ...form, quota })} />
      <MomentField
        label={say('deadline')}
        value={form.deadline}
        onChange={deadline => setForm({ ...form, deadline })}
      />
      <MomentField
        label={say('musterAt')}
        value={form.musterAt}
        onChange={musterAt => setForm({ ...form, musterAt })}
      />
    </Confirm>
  )
}

/** A team of those who departed. */
export function TeamDialog({ call, onDone }: DialogProps) {
  const say = useCallWords()
  const { message } = App.useApp()
  const [form, setForm] = useState(() => ({ id: newId(), name: call.title.slice(0, 60), captainId: '' }))
  const { tell, telling, problem } = useTell(formTeam)
  const rows = useAsk(seats, { callId: call.id }).data?.rows ?? []
  const gone = rows.filter(({ state, present }) => state === 'confirmed' && (present.departure ?? present.muster))
  const send = async () => {
    const { id, name, captainId } = form
    const team = await tell({ callId: call.id, id, name, ...(captainId ? { captainId } : {}) })
    if (!team) return
    void message.success(say('teamFormed', { name, people: team.people, units: team.units }))
    onDone()
  }
  return (
    <Confirm
      open
      title={say('formTeam')}
      does={say('formTeam')}
      busy={telling}
      blocked={!form.name.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('formTeamSays', { units: new Set(gone.map(({ person }) => person.unit)).size })}</p>
      <TextField
        label={say('teamName')}
        required
        most={60}
        value={form.name}
        onChange={name => setForm({ ...form, name })}
      />
      <ChooseField
        label={say('captain')}
        value={form.captainId}
        options={[
          { key: '', name: say('noCaptain') },
          ...gone.map(({ person }) => ({ key: person.id, name: `${person.name ?? ''} · ${person.unit}` })),
        ]}
        onChange={captainId => setForm({ ...form, captainId })}
      />
    </Confirm>
  )
}
