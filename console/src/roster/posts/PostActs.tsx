import { addShift, closePost } from '@muster/core/roster/posts.wire.ts'
import type { Post } from '@muster/core/roster/shapes.ts'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { useTimes } from '../../platform/time.ts'
import { Confirm } from '../../shared/Confirm.tsx'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { Note } from '../../shared/Note.tsx'
import { Side } from '../../shared/Side.tsx'
import { ShiftFields } from './ShiftFields.tsx'
import { bodyOfShift, type ShiftForm } from './shift-form.ts'
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

/** One shift; six hours from the next full hour, to begin with. */
export function AddShift({ post, onClose }: Props) {
  const say = usePostWords()
  const times = useTimes()
  const [id] = useState(newId)
  const [form, setForm] = useState<ShiftForm>(() => {
    const startsAt = times.fromField(`${times.toField(serverNow() + HOUR).slice(0, 13)}:00`)
    const endsAt = new Date(Date.parse(startsAt) + 6 * HOUR).toISOString()
    return { startsAt, endsAt, role: 'member', people: '2', standby: '0', skills: [], openEnd: false }
  })
  const { tell, telling, problem } = useTell(addShift)
  const body = bodyOfShift(form)
  const send = async () => {
    if (body && (await tell({ postId: post.id, id, ...body }))) onClose()
  }
  return (
    <Side
      open
      title={say('addShift')}
      does={say('addShift')}
      busy={telling}
      blocked={!body}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <ShiftFields form={form} onChange={setForm} />
    </Side>
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
