import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { useControlWords } from './words.ts'

/** What residents are told of a control: measures, one a line, by what law, from whom, and whom to ask. */
export interface Said {
  readonly measures: string
  readonly basis: string
  readonly issuer: string
  readonly contact: string
}

const listOf = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

/** As it is sent. */
export const bodyOfSaid = ({ measures, basis, issuer, contact }: Said) => ({
  measures: listOf(measures),
  basis: basis.trim(),
  issuer: issuer.trim(),
  contact: contact.trim() || null,
})

export const isSaid = ({ measures, basis, issuer }: Said): boolean =>
  listOf(measures).length > 0 && basis.trim() !== '' && issuer.trim() !== ''

export function SaidFields({ form, onSet }: { form: Said; onSet: (over: Partial<Said>) => void }) {
  const say = useControlWords()
  return (
    <>
      <Field label={say('measures')} hint={say('measuresHint')} required>
        {control => (
          <LongText
            {...control}
            rows={3}
            most={4000}
            value={form.measures}
            onChange={measures => onSet({ measures })}
          />
        )}
      </Field>
      <TextField
        label={say('basis')}
        hint={say('basisHint')}
        required
        most={300}
        value={form.basis}
        onChange={basis => onSet({ basis })}
      />
      <TextField label={say('issuer')} required most={80} value={form.issuer} onChange={issuer => onSet({ issuer })} />
      <TextField
        label={say('contact')}
        hint={say('contactHint')}
        most={80}
        value={form.contact}
        onChange={contact => onSet({ contact })}
      />
    </>
  )
}
