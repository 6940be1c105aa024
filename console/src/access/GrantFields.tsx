import { ROLES } from '@muster/core/platform/role.ts'
import { useSaid } from '../platform/language.ts'
import { Field } from '../shared/Field.tsx'
import { MomentInput } from '../shared/MomentInput.tsx'
import { useDeskWords } from './desk-words.ts'
import { GIVEN, type GrantForm, scopeOf } from './grant-form.ts'
import type { Pickers } from './pickers.ts'

interface Props {
  readonly form: GrantForm
  readonly pickers: Pickers
  /** A role may be left for later. */
  readonly optional?: boolean
  readonly onChange: (form: GrantForm) => void
}

/** A role and what it is over: the choice of role decides which scope is asked for. */
export function GrantFields({ form, pickers, optional, onChange }: Props) {
  const say = useDeskWords()
  const said = useSaid()
  const hint = form.role ? say(`role.${form.role}`) : undefined
  return (
    <>
      <Field label={say('role')} hint={hint} required={!optional}>
        {control => (
          <select
            {...control}
            className="native choose"
            value={form.role}
            onChange={event => onChange({ ...form, role: event.target.value as GrantForm['role'], over: [] })}
          >
            <option value="">{optional ? say('roleLater') : '–'}</option>
            {GIVEN.map(role => (
              <option key={role} value={role}>
                {said(ROLES[role])}
              </option>
            ))}
          </select>
        )}
      </Field>
      {form.role && <ScopeField form={form} pickers={pickers} onChange={onChange} />}
      {form.role && (
        <Field label={say('until')} hint={say('untilHint')}>
          {control => <MomentInput {...control} value={form.until} onChange={until => onChange({ ...form, until })} />}
        </Field>
      )}
    </>
  )
}

function ScopeField({ form, pickers, onChange }: Props) {
  const say = useDeskWords()
  const scope = scopeOf(form.role)
  if (scope === 'tenant' || scope === 'self')
    return (
      <p>
        <span className="soft">{say('scope')} </span>
        {say('scopeWhole')}
      </p>
    )
  const Pick = pickers[scope]
  const words = {
    territory: { label: say('scopePlace'), hint: say('scopePlaceHint') },
    unit: { label: say('scopeUnit'), hint: say('scopeUnitHint') },
    team: { label: say('scopeTeam'), hint: undefined },
  }[scope]
  return (
    <Field {...words} required>
      {control => (
        <Pick {...control} value={form.over} onChange={over => onChange({ ...form, over: over.slice(-1) })} />
      )}
    </Field>
  )
}
