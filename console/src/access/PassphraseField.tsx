import Input from 'antd/es/input'
import { Field } from '../shared/Field.tsx'
import { useDeskWords } from './desk-words.ts'
import { isFit, type Strength, strengthOf } from './strength.ts'

interface Props {
  readonly label: string
  readonly login?: string
  readonly value: Passphrase
  readonly onChange: (value: Passphrase) => void
}

export interface Passphrase {
  readonly once: string
  readonly again: string
}
export const noPassphrase: Passphrase = { once: '', again: '' }

/** Whether it is fit and typed twice alike. */
export const isChosen = ({ once, again }: Passphrase, login = ''): boolean => isFit(once, login) && once === again

/** Chooses a passphrase: a sentence says what is missing while one types, and it is typed twice. */
export function PassphraseField({ label, login = '', value, onChange }: Props) {
  const say = useDeskWords()
  const strength = strengthOf(value.once, login)
  const differs = value.again !== '' && value.again !== value.once
  return (
    <>
      <Field label={label} hint={<StrengthSentence strength={strength} />} required>
        {control => (
          <Input.Password
            {...control}
            autoComplete="new-password"
            value={value.once}
            onChange={event => onChange({ ...value, once: event.target.value })}
          />
        )}
      </Field>
      <Field label={say('passphraseAgain')} error={differs ? say('passphraseDiffers') : undefined} required>
        {control => (
          <Input.Password
            {...control}
            autoComplete="new-password"
            value={value.again}
            onChange={event => onChange({ ...value, again: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

function StrengthSentence({ strength }: { strength: Strength }) {
  const say = useDeskWords()
  switch (strength.is) {
    case 'empty':
      return <>{say('passphraseHint')}</>
    case 'short':
      return <output>{say('passphraseShort', { count: strength.count })}</output>
    case 'common':
      return <output className="mark-gap">{say('passphraseCommon')}</output>
    case 'login':
      return <output className="mark-gap">{say('passphraseLogin')}</output>
    case 'fair':
      return <output>{say('passphraseFair', { count: strength.count })}</output>
    case 'good':
      return <output className="mark-good">{say('passphraseGood', { count: strength.count })}</output>
  }
}
