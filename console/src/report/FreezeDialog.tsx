import { figures } from '@muster/core/enrolment/wire.ts'
import { list as incidents } from '@muster/core/incident/wire.ts'
import { freeze } from '@muster/core/report/wire.ts'
import { useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useState } from 'react'
import { EnrolmentFigures } from '../enrolment/EnrolmentFigures.tsx'
import { useAsk, useTell } from '../platform/api.ts'
import { serverNow } from '../platform/clock.ts'
import { newId } from '../platform/ids.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { Field } from '../shared/Field.tsx'
import { MomentInput } from '../shared/MomentInput.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useRested } from '../shared/useRested.ts'
import { useReportWords } from './words.ts'

interface Form {
  readonly id: string
  readonly title: string
  readonly asOf: string
  /** Undefined until chosen: then the only one that runs. */
  readonly incidentId?: string
}

/** Freezes an instant; shows the figures that would be fixed before it is done. */
export function FreezeDialog({ onClose }: { onClose: () => void }) {
  const say = useReportWords()
  const times = useTimes()
  const navigate = useNavigate()
  const running = useAsk(incidents, { open: true, limit: 20 }).data?.rows ?? []
  const [form, setForm] = useState<Form>(() => ({
    id: newId(),
    title: say('freezeDefault'),
    asOf: latestFour(times),
  }))
  const { tell, telling, problem } = useTell(freeze)
  const send = async () => {
    const { id, title, asOf } = form
    const incidentId = incidentOf(form, running)
    const frozen = await tell({ id, title, asOf, incidentId: incidentId || null })
    if (frozen) await navigate({ to: `/bulletins/${frozen.id}` })
  }
  return (
    <Confirm
      open
      wide
      title={say('freeze')}
      does={say('freeze')}
      busy={telling}
      blocked={!form.title.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p className="soft">{say('freezeSays')}</p>
      <FreezeFields form={form} incidents={running} onChange={setForm} />
      <h3 className="legend">{say('preview')}</h3>
      <Preview asOf={form.asOf} />
    </Confirm>
  )
}

/** A bulletin frozen while one incident runs is for it, unless somebody says otherwise. */
const incidentOf = ({ incidentId }: Form, running: FieldsProps['incidents']): string =>
  incidentId ?? (running.length === 1 ? (running[0]?.id ?? '') : '')

/** Today's 16:00, the hour of the daily report; now, before it has come. */
function latestFour(times: ReturnType<typeof useTimes>): string {
  const at = times.fromField(`${times.toField(serverNow()).slice(0, 10)}T16:00`)
  return Date.parse(at) <= serverNow() ? at : new Date(Math.floor(serverNow() / 60_000) * 60_000).toISOString()
}

interface FieldsProps {
  readonly form: Form
  readonly incidents: readonly { readonly id: string; readonly name: string }[]
  readonly onChange: (form: Form) => void
}
function FreezeFields({ form, incidents: running, onChange }: FieldsProps) {
  const say = useReportWords()
  return (
    <div className="fields">
      <TextField
        label={say('freezeTitle')}
        required
        most={80}
        value={form.title}
        onChange={title => onChange({ ...form, title })}
      />
      <Field label={say('asOf')} required>
        {control => (
          <>
            <MomentInput {...control} value={form.asOf} onChange={asOf => asOf && onChange({ ...form, asOf })} />{' '}
            <Button
              type="text"
              onClick={() =>
                onChange({ ...form, asOf: new Date(Math.floor(serverNow() / 60_000) * 60_000).toISOString() })
              }
            >
              {say('rightNow')}
            </Button>
          </>
        )}
      </Field>
      {running.length > 0 && (
        <ChooseField
          label={say('incident')}
          value={incidentOf(form, running)}
          options={[{ key: '', name: say('noIncident') }, ...running.map(({ id, name }) => ({ key: id, name }))]}
          onChange={incidentId => onChange({ ...form, incidentId })}
        />
      )}
    </div>
  )
}

function Preview({ asOf }: { asOf: string }) {
  const asked = useAsk(figures, { asOf: useRested(asOf) }, { keep: true })
  return <Answer asked={asked}>{answer => <EnrolmentFigures figures={answer} />}</Answer>
}
