import { FOLLOW_UP_DAYS } from '@muster/core/duty/care.ts'
import { type CareCase, followUp } from '@muster/core/duty/care.wire.ts'
import { dayIn } from '@muster/core/platform/moment.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { serverNow } from '../platform/clock.ts'
import { useSession } from '../platform/session.ts'
import { Field } from '../shared/Field.tsx'
import { LongText } from '../shared/LongText.tsx'
import { Side } from '../shared/Side.tsx'
import { Tick } from '../shared/Ticks.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useCareWords } from './care-words.ts'

const DAY_MS = 86_400_000

interface Form {
  readonly followUpOn: string
  readonly note: string
  readonly closed: boolean
}

/** Somebody has asked how the person is: what was agreed, and when to ask again, or that it is over. */
export function FollowUp({ one, onDone }: { one: CareCase; onDone: () => void }) {
  const say = useCareWords()
  const done = useDone()
  const { tenant } = useSession()
  const soon = dayIn(tenant.zone, new Date(serverNow() + FOLLOW_UP_DAYS * DAY_MS))
  const [form, setForm] = useState<Form>(() => ({
    followUpOn: one.followUpOn > soon ? one.followUpOn : soon,
    note: one.note ?? '',
    closed: one.closedAt !== null,
  }))
  const set = (over: Partial<Form>) => setForm({ ...form, ...over })
  const { tell, telling, problem } = useTell(followUp)
  const name = one.person.name ?? one.person.volunteerNo
  const send = async () => {
    const { note, ...rest } = form
    const said = note.trim() ? { note: note.trim() } : {}
    if (!(await tell({ shiftId: one.shiftId, caseId: one.id, version: one.version, ...rest, ...said }))) return
    done(form.closed ? say('closed', { name }) : say('followed', { name, on: form.followUpOn }))
    onDone()
  }
  return (
    <Side
      open
      title={`${say('follow')} · ${name}`}
      does={say(form.closed ? 'close' : 'save')}
      busy={telling}
      blocked={!form.closed && !form.followUpOn}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('followSays')}</p>
      <Fields form={form} onSet={set} />
    </Side>
  )
}

function Fields({ form, onSet }: { form: Form; onSet: (over: Partial<Form>) => void }) {
  const say = useCareWords()
  return (
    <>
      <Field label={say('note')} hint={say('noteHint')}>
        {control => <LongText {...control} rows={4} most={300} value={form.note} onChange={note => onSet({ note })} />}
      </Field>
      {!form.closed && (
        <Field label={say('next')} required>
          {control => (
            <input
              {...control}
              type="date"
              className="native"
              value={form.followUpOn}
              onChange={event => onSet({ followUpOn: event.target.value })}
            />
          )}
        </Field>
      )}
      <Tick checked={form.closed} onChange={closed => onSet({ closed })}>
        {say('closeTick')}
      </Tick>
    </>
  )
}
