import { draft } from '@muster/core/callout/wire.ts'
import { list as incidents } from '@muster/core/incident/wire.ts'
import { useNavigate } from '@tanstack/react-router'
import { type Dispatch, type SetStateAction, useEffect, useState } from 'react'
import './Call.css'
import { useAsk, useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useSession } from '../platform/session.ts'
import { Act } from '../shared/Act.tsx'
import { Choose } from '../shared/Choose.tsx'
import { Field } from '../shared/Field.tsx'
import { Page } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { CallFields } from './CallFields.tsx'
import { CallSize } from './CallSize.tsx'
import { blankForm, bodyOf, type CallForm, isComplete } from './form.ts'
import { useCallWords } from './words.ts'

/** Writes a call; beside it stands how many people it would reach. */
export function DraftPage() {
  const say = useCallWords()
  const { grants, tenant } = useSession()
  const [id] = useState(newId)
  const [form, setForm] = useState(() => blankForm(grants.find(({ unit }) => unit)?.unit?.name ?? tenant.name))
  const { tell, telling, problem } = useTell(draft)
  const navigate = useNavigate()
  const save = async () => {
    const saved = await tell({ id, incidentId: form.incidentId || null, ...bodyOf(form) })
    if (saved) await navigate({ to: `/calls/${saved.id}`, replace: true })
  }
  const act = (
    <Act
      verb="callout.issue"
      type="primary"
      loading={telling}
      blocked={isComplete(form) ? undefined : say('required')}
      onClick={() => void save()}
    >
      {say('save')}
    </Act>
  )
  return (
    <Page title={say('draft')} actions={act}>
      <div className="split">
        <form onSubmit={event => event.preventDefault()}>
          <IncidentField form={form} onChange={setForm} />
          <CallFields form={form} onChange={setForm} />
          <ProblemNote problem={problem} again={() => void save()} />
          {act}
        </form>
        <CallSize form={form} />
      </div>
    </Page>
  )
}

interface IncidentProps {
  readonly form: CallForm
  readonly onChange: Dispatch<SetStateAction<CallForm>>
}
function IncidentField({ form, onChange }: IncidentProps) {
  const say = useCallWords()
  const asked = useAsk(incidents, { open: true, limit: 50 })
  const rows = asked.data?.rows ?? []
  const only = rows.length === 1 ? rows[0]?.id : undefined
  // A call written while one incident runs is nearly always for it; forgotten, it would stand outside.
  useEffect(() => {
    if (only) onChange(form => ({ ...form, incidentId: only }))
  }, [only, onChange])
  if (rows.length === 0) return null
  return (
    <Field label={say('incident')}>
      {control => (
        <Choose
          {...control}
          value={form.incidentId}
          options={[{ key: '', name: say('noIncident') }, ...rows.map(({ id, name }) => ({ key: id, name }))]}
          onChange={incidentId => onChange(now => ({ ...now, incidentId }))}
        />
      )}
    </Field>
  )
}
