import { enrolmentPowers } from '@muster/core/enrolment/powers.ts'
import { receive } from '@muster/core/enrolment/wire.ts'
import type { InputOf } from '@muster/core/platform/endpoint.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { usePlacesOf } from '../platform/session.ts'
import { Act } from '../shared/Act.tsx'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import type { Choice } from '../shared/Picker.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useDone } from '../shared/useDone.tsx'
import { PlaceField } from '../territory/PlaceField.tsx'
import { useEnrolmentWords } from './words.ts'

/** For somebody who stands at the counter without a phone: the desk reports them in by their volunteer number. */
export function Receive() {
  const say = useEnrolmentWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Act verb="enrolment.receive" onClick={() => setOpen(true)}>
        {say('receive')}
      </Act>
      {open && <ReceiveDialog onClose={() => setOpen(false)} />}
    </>
  )
}

interface Form {
  readonly place: readonly Choice[]
  readonly volunteerNo: string
  readonly as: InputOf<typeof receive>['as']
}

function ReceiveDialog({ onClose }: { onClose: () => void }) {
  const say = useEnrolmentWords()
  const done = useDone()
  const [id, setId] = useState(newId)
  const [form, setForm] = useState<Form>({ place: [], volunteerNo: '', as: 'residence' })
  const { tell, telling, problem } = useTell(receive)
  const code = form.place[0]?.key
  const send = async () => {
    const report = code && (await tell({ code, id, volunteerNo: form.volunteerNo.trim(), as: form.as }))
    if (!report) return
    done(say('received', { who: report.person.name ?? report.person.volunteerNo, place: report.community?.name ?? '' }))
    // The community stays: the next in the queue stands at the same counter.
    setForm({ ...form, volunteerNo: '' })
    setId(newId())
  }
  return (
    <Confirm
      open
      title={say('receive')}
      does={say('receiveDo')}
      busy={telling}
      blocked={!code || form.volunteerNo.trim() === ''}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p className="soft">{say('receiveSays')}</p>
      <ReceiveFields form={form} onChange={setForm} />
    </Confirm>
  )
}

function ReceiveFields({ form, onChange }: { form: Form; onChange: (form: Form) => void }) {
  const say = useEnrolmentWords()
  const own = usePlacesOf(enrolmentPowers['enrolment.receive'])
  return (
    <>
      <PlaceField
        label={say('community')}
        required
        level="community"
        within={own}
        value={form.place}
        onChange={place => onChange({ ...form, place })}
      />
      <TextField
        label={say('number')}
        required
        most={30}
        value={form.volunteerNo}
        onChange={volunteerNo => onChange({ ...form, volunteerNo })}
      />
      <ChooseField
        label={say('as')}
        value={form.as}
        options={(['residence', 'partner'] as const).map(key => ({ key, name: say(`as.${key}`) }))}
        onChange={as => onChange({ ...form, as })}
      />
    </>
  )
}
