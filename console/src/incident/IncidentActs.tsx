import { changeLevel, close, enterPhase, type Incident, note } from '@muster/core/incident/wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useSaid } from '../platform/language.ts'
import { Choose } from '../shared/Choose.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { Field } from '../shared/Field.tsx'
import { LongText } from '../shared/LongText.tsx'
import { Note } from '../shared/Note.tsx'
import { usePacks } from './usePacks.ts'
import { useIncidentWords } from './words.ts'

export type Doing = 'changeLevel' | 'enterPhase' | 'note' | 'close'
interface Props {
  readonly incident: Incident
  readonly doing: Doing | undefined
  readonly onDone: () => void
}

/** What can be done with an incident, each behind a question. */
export function IncidentActs(props: Props) {
  return (
    <>
      <LevelAct {...props} />
      <PhaseAct {...props} />
      <NoteAct {...props} />
      <CloseAct {...props} />
    </>
  )
}

function LevelAct({ incident, doing, onDone }: Props) {
  const say = useIncidentWords()
  const said = useSaid()
  const levels =
    usePacks()
      .packOf(incident.kind)
      ?.levels.filter(({ key }) => key !== incident.level) ?? []
  const [level, setLevel] = useState('')
  const [reason, setReason] = useState('')
  const { tell, telling, problem } = useTell(changeLevel)
  const chosen = level || (levels[0]?.key ?? '')
  const send = async () => {
    const input = { incidentId: incident.id, version: incident.version, level: chosen, reason }
    if (await tell(input)) onDone()
  }
  return (
    <Confirm
      open={doing === 'changeLevel'}
      title={say('changeLevel')}
      does={say('changeLevel')}
      busy={telling}
      blocked={!reason.trim() || !chosen}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <Field label={say('toLevel')}>
        {control => (
          <Choose
            {...control}
            value={chosen}
            options={levels.map(({ key, words }) => ({ key, name: said(words) }))}
            onChange={setLevel}
          />
        )}
      </Field>
      <Reason value={reason} onChange={setReason} />
    </Confirm>
  )
}

function PhaseAct({ incident, doing, onDone }: Props) {
  const say = useIncidentWords()
  const said = useSaid()
  const phases =
    usePacks()
      .packOf(incident.kind)
      ?.phases.filter(({ key }) => key !== incident.phase) ?? []
  const [phase, setPhase] = useState('')
  const { tell, telling, problem } = useTell(enterPhase)
  const chosen = phase || (phases[0]?.key ?? '')
  const send = async () => {
    if (await tell({ incidentId: incident.id, version: incident.version, phase: chosen })) onDone()
  }
  return (
    <Confirm
      open={doing === 'enterPhase'}
      title={say('enterPhase')}
      does={say('enterPhase')}
      busy={telling}
      blocked={!chosen}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <Field label={say('toPhase')}>
        {control => (
          <Choose
            {...control}
            value={chosen}
            options={phases.map(({ key, words }) => ({ key, name: said(words) }))}
            onChange={setPhase}
          />
        )}
      </Field>
    </Confirm>
  )
}

function NoteAct({ incident, doing, onDone }: Props) {
  const say = useIncidentWords()
  const [form, setForm] = useState(() => ({ id: newId(), text: '' }))
  const { tell, telling, problem } = useTell(note)
  const send = async () => {
    if (!(await tell({ incidentId: incident.id, ...form }))) return
    setForm({ id: newId(), text: '' })
    onDone()
  }
  return (
    <Confirm
      open={doing === 'note'}
      title={say('note')}
      does={say('note')}
      busy={telling}
      blocked={!form.text.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <Field label={say('noteText')} hint={say('noteHint')} required>
        {control => (
          <LongText {...control} rows={3} most={500} value={form.text} onChange={text => setForm({ ...form, text })} />
        )}
      </Field>
    </Confirm>
  )
}

function CloseAct({ incident, doing, onDone }: Props) {
  const say = useIncidentWords()
  const [reason, setReason] = useState('')
  const { tell, telling, problem } = useTell(close)
  const send = async () => {
    if (await tell({ incidentId: incident.id, version: incident.version, reason })) onDone()
  }
  return (
    <Confirm
      open={doing === 'close'}
      title={say('close')}
      does={say('close')}
      grave
      busy={telling}
      blocked={!reason.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <Note state="watch">{say('closeSays')}</Note>
      <Reason value={reason} onChange={setReason} />
    </Confirm>
  )
}

function Reason({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const say = useIncidentWords()
  return (
    <Field label={say('reason')} hint={say('reasonHint')} required>
      {control => <LongText {...control} rows={2} most={200} value={value} onChange={text => onChange(text)} />}
    </Field>
  )
}
