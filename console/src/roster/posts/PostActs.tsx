import { addShift, closePost } from '@muster/core/roster/posts.wire.ts'
import type { Post } from '@muster/core/roster/shapes.ts'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { useTimes } from '../../platform/time.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { Confirm } from '../../shared/Confirm.tsx'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { MomentField } from '../../shared/MomentField.tsx'
import { Note } from '../../shared/Note.tsx'
import { Beside } from './Beside.tsx'
import { usePostWords } from './words.ts'

const HOUR = 3_600_000
interface Props {
  readonly post: Post
  readonly onClose: () => void
}

/** Closes a post for a reason that people are told. */
export function ClosePost({ post, onClose }: Props) {
  const say = usePostWords()
  const [reason, setReason] = useState(post.closesWhen ?? '')
  const { tell, telling, problem } = useTell(closePost)
  const send = async () => {
    if (await tell({ postId: post.id, version: post.version, reason })) onClose()
  }
  return (
    <Confirm
      open
      grave
      title={`${say('close')} · ${post.name}`}
      does={say('close')}
      busy={telling}
      blocked={!reason.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Note state="watch">{say('closeSays')}</Note>
      <Reason value={reason} onChange={setReason} />
    </Confirm>
  )
}

interface ShiftForm {
  readonly id: string
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly role: string
  readonly people: string
  readonly standby: string
}

/** One shift; six hours from the next full hour, to begin with. */
export function AddShift({ post, onClose }: Props) {
  const say = usePostWords()
  const times = useTimes()
  const [form, setForm] = useState<ShiftForm>(() => {
    const startsAt = times.fromField(`${times.toField(serverNow() + HOUR).slice(0, 13)}:00`)
    const endsAt = new Date(Date.parse(startsAt) + 6 * HOUR).toISOString()
    return { id: newId(), startsAt, endsAt, role: 'member', people: '2', standby: '0' }
  })
  const { tell, telling, problem } = useTell(addShift)
  const send = async () => {
    const { id, startsAt, endsAt, role } = form
    if (!startsAt || !endsAt) return
    const counts = { people: Number(form.people), standby: Number(form.standby) }
    if (await tell({ postId: post.id, id, startsAt, endsAt, role, ...counts })) onClose()
  }
  return (
    <Confirm
      open
      title={say('addShift')}
      does={say('addShift')}
      busy={telling}
      blocked={!form.startsAt || !form.endsAt || !(Number(form.people) >= 1)}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <ShiftFields form={form} onChange={setForm} />
    </Confirm>
  )
}

function ShiftFields({ form, onChange }: { form: ShiftForm; onChange: (form: ShiftForm) => void }) {
  const say = usePostWords()
  const count = (key: 'people' | 'standby', label: string, least: number) => (
    <Field label={label}>
      {control => (
        <input
          {...control}
          type="number"
          className="native"
          min={least}
          max={500}
          value={form[key]}
          onChange={event => onChange({ ...form, [key]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <>
      <MomentField
        label={say('startsAt')}
        value={form.startsAt}
        onChange={startsAt => onChange({ ...form, startsAt })}
      />
      <MomentField label={say('endsAt')} value={form.endsAt} onChange={endsAt => onChange({ ...form, endsAt })} />
      <ChooseField
        label={say('role')}
        value={form.role}
        options={[
          { key: 'member', name: say('member') },
          { key: 'leader', name: say('leader') },
        ]}
        onChange={role => onChange({ ...form, role })}
      />
      <Beside>
        {count('people', say('needed'), 1)}
        {count('standby', say('standby'), 0)}
      </Beside>
    </>
  )
}

export function Reason({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const say = usePostWords()
  return (
    <Field label={say('reason')} hint={say('reasonHint')} required>
      {control => <LongText {...control} rows={2} most={200} value={value} onChange={onChange} />}
    </Field>
  )
}
