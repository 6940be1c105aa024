import { amendSecondment, type Secondment, second } from '@muster/core/roster/secondment.wire.ts'
import { useState } from 'react'
import { PersonPicker } from '../../people/PersonPicker.tsx'
import { UnitPicker } from '../../people/UnitPicker.tsx'
import { useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { useTimes } from '../../platform/time.ts'
import { Confirm } from '../../shared/Confirm.tsx'
import { Field } from '../../shared/Field.tsx'
import { MomentField } from '../../shared/MomentField.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { PlaceField } from '../../territory/PlaceField.tsx'
import { useProtectWords } from './words.ts'

const DAY = 86_400_000

interface Form {
  readonly id: string
  readonly person: readonly Choice[]
  readonly place: readonly Choice[]
  readonly unit: readonly Choice[]
  readonly from: string | null
  readonly until: string | null
  readonly orderedBy: string
}

/** From the next full hour for two weeks, to begin with: the usual length of an assignment. */
function useForm(person: Choice | undefined) {
  const times = useTimes()
  return useState<Form>(() => {
    const from = times.fromField(`${times.toField(serverNow() + 3_600_000).slice(0, 13)}:00`)
    const until = new Date(Date.parse(from) + 14 * DAY).toISOString()
    return { id: newId(), person: person ? [person] : [], place: [], unit: [], from, until, orderedBy: '' }
  })
}

interface Props {
  /** Whom; asked for when left out. */
  readonly person?: Choice
  readonly onClose: () => void
}

/** Orders somebody to a host from then to then. */
export function SecondPerson({ person, onClose }: Props) {
  const say = useProtectWords()
  const done = useDone()
  const [form, setForm] = useForm(person)
  const set = (over: Partial<Form>) => setForm({ ...form, ...over })
  const { tell, telling, problem } = useTell(second)
  const [who] = form.person
  const host = form.place[0] ?? form.unit[0]
  const send = async () => {
    const { id, from, until, orderedBy, place, unit } = form
    if (!who || !from || !until) return
    const to = place[0] ? { territory: place[0].key } : { unitId: unit[0]?.key ?? '' }
    if (!(await tell({ personId: who.key, id, ...to, from, until, orderedBy: orderedBy.trim() }))) return
    done(say('didSecond', { name: who.name }))
    onClose()
  }
  return (
    <Side
      open
      title={say('secondAct')}
      does={say('secondAct')}
      busy={telling}
      blocked={!who || !host || !form.from || !form.until || !form.orderedBy.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      {!person && (
        <Field label={say('who')} required>
          {control => <PersonPicker {...control} one value={form.person} onChange={next => set({ person: next })} />}
        </Field>
      )}
      <Host form={form} onSet={set} />
      <MomentField label={say('fromTime')} value={form.from} onChange={from => set({ from })} />
      <MomentField label={say('untilTime')} value={form.until} onChange={until => set({ until })} />
      <TextField
        label={say('orderedBy')}
        hint={say('orderedByHint')}
        required
        most={80}
        value={form.orderedBy}
        onChange={orderedBy => set({ orderedBy })}
      />
    </Side>
  )
}

/** A place or a unit: choosing the one takes the other back. */
function Host({ form, onSet }: { form: Form; onSet: (over: Partial<Form>) => void }) {
  const say = useProtectWords()
  return (
    <>
      <PlaceField label={say('hostPlace')} value={form.place} onChange={place => onSet({ place, unit: [] })} />
      <Field label={say('hostUnit')} hint={say('hostHint')}>
        {control => (
          <UnitPicker {...control} value={form.unit} onChange={unit => onSet({ unit: unit.slice(-1), place: [] })} />
        )}
      </Field>
    </>
  )
}

/** Another end, later or earlier. */
export function ExtendSecondment({ of, onClose }: { of: Secondment; onClose: () => void }) {
  const say = useProtectWords()
  const times = useTimes()
  const done = useDone()
  const [until, setUntil] = useState<string | null>(new Date(Date.parse(of.until) + 7 * DAY).toISOString())
  const { tell, telling, problem } = useTell(amendSecondment)
  const name = of.person.name ?? of.person.volunteerNo
  const to = (at: string, version: number) => tell({ personId: of.person.id, secondmentId: of.id, version, until: at })
  const send = async () => {
    if (!until) return
    const made = await to(until, of.version)
    if (!made) return
    done(say('didExtend', { name, until: times.moment(until) }), () => void to(of.until, made.version))
    onClose()
  }
  return (
    <Confirm
      open
      title={`${say('extend')} · ${name} → ${of.host.name}`}
      does={say('extend')}
      busy={telling}
      blocked={!until || until === of.until}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p className="soft">
        {say('now')} {times.moment(of.until)}
      </p>
      <MomentField label={say('untilTime')} value={until} onChange={setUntil} />
    </Confirm>
  )
}
