import { createAccount } from '@muster/core/access/wire.ts'
import type { Role } from '@muster/core/platform/role.ts'
import Input from 'antd/es/input'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { Field } from '../shared/Field.tsx'
import { LinkOnce } from '../shared/LinkOnce.tsx'
import { Side } from '../shared/Side.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useDeskWords } from './desk-words.ts'
import { GrantFields } from './GrantFields.tsx'
import { blankGrant, grantBody, isGrantReady } from './grant-form.ts'
import { isChosen, noPassphrase, PassphraseField } from './PassphraseField.tsx'
import type { Pickers } from './pickers.ts'

interface Props {
  /** The role to begin with. */
  readonly role: Role | ''
  readonly pickers: Pickers
  readonly onClose: () => void
}

/** Makes an account with its first grant; its holder gets a link, so that nobody else knows the passphrase. */
export function CreateAccount({ role, pickers, onClose }: Props) {
  const say = useDeskWords()
  const done = useDone()
  const [id] = useState(newId)
  const [login, setLogin] = useState('')
  const [grant, setGrant] = useState({ ...blankGrant, role })
  const [own, setOwn] = useState(false)
  const [passphrase, setPassphrase] = useState(noPassphrase)
  const [link, setLink] = useState<string>()
  const { tell, telling, problem } = useTell(createAccount)
  const ready =
    login.trim().length >= 2 && (!grant.role || isGrantReady(grant)) && (!own || isChosen(passphrase, login))
  const send = async () => {
    const made = await tell({
      id,
      login: login.trim(),
      ...(own ? { passphrase: passphrase.once } : {}),
      ...(grant.role ? { grant: grantBody(grant) } : {}),
    })
    if (!made) return
    if (made.link) return setLink(made.link)
    done(say('createdAccount', { login }))
    onClose()
  }
  if (link)
    return (
      <Side open title={say('createdAccount', { login })} onClose={onClose}>
        <LinkOnce link={link}>
          <p>{say('withLinkHint')}</p>
        </LinkOnce>
      </Side>
    )
  return (
    <Side
      open
      title={say('createAccount')}
      does={say('createAccount')}
      busy={telling}
      blocked={!ready}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Field label={say('login')} hint={say('loginHint')} required>
        {control => (
          <Input
            {...control}
            maxLength={40}
            value={login}
            onChange={event => setLogin(event.target.value)}
            autoComplete="off"
          />
        )}
      </Field>
      <GrantFields form={grant} pickers={pickers} optional onChange={setGrant} />
      <HowToSignIn own={own} onChange={setOwn} />
      {own && <PassphraseField label={say('passphrase')} login={login} value={passphrase} onChange={setPassphrase} />}
    </Side>
  )
}

function HowToSignIn({ own, onChange }: { own: boolean; onChange: (own: boolean) => void }) {
  const say = useDeskWords()
  return (
    <fieldset className="plain">
      <legend className="legend">{say('passphrase')}</legend>
      <label className="tick">
        <input type="radio" name="how" checked={!own} onChange={() => onChange(false)} />
        <span>{say('withLink')}</span>
      </label>
      <label className="tick">
        <input type="radio" name="how" checked={own} onChange={() => onChange(true)} />
        <span>{say('withPassphrase')}</span>
      </label>
    </fieldset>
  )
}
