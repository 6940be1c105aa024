import { ChooseField } from '../../shared/ChooseField.tsx'
import { MomentField } from '../../shared/MomentField.tsx'
import { NumberField } from '../../shared/NumberField.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { Beside } from './Beside.tsx'
import { SkillTicks } from './SkillTicks.tsx'
import type { ShiftForm } from './shift-form.ts'
import { usePostWords } from './words.ts'

/** All that a desk says of a shift. */
export function ShiftFields({ form, onChange }: { form: ShiftForm; onChange: (form: ShiftForm) => void }) {
  const say = usePostWords()
  const set = (over: Partial<ShiftForm>) => onChange({ ...form, ...over })
  const roles = ['member', 'leader'] as const
  const own = roles.some(role => role === form.role) ? [] : [{ key: form.role, name: form.role }]
  return (
    <>
      <MomentField label={say('startsAt')} value={form.startsAt} onChange={startsAt => set({ startsAt })} />
      <MomentField label={say('endsAt')} value={form.endsAt} onChange={endsAt => set({ endsAt })} />
      <Tick checked={form.openEnd} onChange={openEnd => set({ openEnd })}>
        {say('openEnd')}
      </Tick>
      <ChooseField
        label={say('role')}
        value={form.role}
        options={[...roles.map(key => ({ key, name: say(key) })), ...own]}
        onChange={role => set({ role })}
      />
      <Beside>
        <NumberField
          label={say('needed')}
          least={1}
          most={500}
          value={form.people}
          onChange={people => set({ people })}
        />
        <NumberField
          label={say('standby')}
          least={0}
          most={500}
          value={form.standby}
          onChange={standby => set({ standby })}
        />
      </Beside>
      <SkillTicks value={form.skills} onChange={skills => set({ skills })} />
    </>
  )
}
