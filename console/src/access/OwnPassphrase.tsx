import { changePassphrase } from '@muster/core/access/wire.ts'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { useSession } from '../platform/session.ts'
import { Field } from '../shared/Field.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useDeskWords } from './desk-words.ts'
import { isChosen, noPassphrase, PassphraseField } from './PassphraseField.tsx'

/** Changes one's own passphrase; the old one is asked for, because a desk may stand unlocked. */
export function OwnPassphrase() {
  const say = useDeskWords()
  const { account } = useSession()
  const done = useDone()
  const [old, setOld] = useState('')
  const [next, setNext] = useState(noPassphrase)
  const { tell, telling, problem } = useTell(changePassphrase)
  const login = account.login ?? ''
  const send = async () => {
    if (!(await tell({ old, new: next.once }))) return
    setOld('')
    setNext(noPassphrase)
    done(say('changed'))
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      {/* The browser's own keeper of passphrases must know whose this is. */}
      <input
        type="text"
        className="unseen"
        autoComplete="username"
        value={login}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <Field label={say('passphraseOld')} required>
        {control => (
          <Input.Password
            {...control}
            autoComplete="current-password"
            value={old}
            onChange={event => setOld(event.target.value)}
          />
        )}
      </Field>
      <PassphraseField label={say('passphraseNew')} login={login} value={next} onChange={setNext} />
      <ProblemNote problem={problem} />
      <Button htmlType="submit" loading={telling} disabled={!old || !isChosen(next, login)}>
        {say('changePassphrase')}
      </Button>
    </form>
  )
}
