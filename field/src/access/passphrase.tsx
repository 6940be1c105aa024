import { choosePassphrase, type Me } from '@muster/core/access/wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { useWords } from '../platform/language.ts'
import { useAct } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Choice, Field } from '../shared/field.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { Page, Thumb } from '../shared/page.tsx'
import { took, useSession } from './session.tsx'
import { words } from './words.ts'

/** The server decides; this only spares a round trip. */
const LEAST = 15

/** A passphrase is chosen on the holder's own phone, by a link that works once; nobody else ever knows it. */
export function Passphrase({ token }: { token: string }) {
  const say = useWords(words)
  const session = useSession()
  const [passphrase, setPassphrase] = useState('')
  const [done, setDone] = useState<Me>()
  const { busy, trouble, act } = useAct()
  if (done) return <Chosen me={done} />
  const save = () =>
    act(async () => {
      const me = await took(await api(choosePassphrase, { token, passphrase }))
      setPassphrase('')
      setDone(me)
      session.put(me)
    })
  const ready = token.length >= 16 && [...passphrase].length >= LEAST
  return (
    <Page
      title={say('passTitle')}
      thumb={
        <Thumb>
          <TroubleNotice trouble={trouble} onRetry={save} />
          <Button big busy={busy} disabled={!ready} onTap={save}>
            {say('passSave')}
          </Button>
        </Thumb>
      }
    >
      <h1>{say('passTitle')}</h1>
      {token.length < 16 ? <Notice tone="gap">{say('passMissing')}</Notice> : <p>{say('passFor')}</p>}
      <PassphraseField value={passphrase} onChange={setPassphrase} />
    </Page>
  )
}

function PassphraseField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const say = useWords(words)
  const [seen, setSeen] = useState(true)
  return (
    <div>
      <Field
        label={say('passLabel')}
        kind={seen ? 'text' : 'password'}
        value={value}
        onChange={onChange}
        most={200}
        autocomplete="new-password"
        hint={say('passCount', { count: [...value].length })}
      />
      <Choice label={say('passShow')} checked={seen} onChange={setSeen} />
    </div>
  )
}

function Chosen({ me }: { me: Me }) {
  const say = useWords(words)
  return (
    <Page
      title={say('passTitle')}
      who={me.tenant.name}
      rehearsal={me.tenant.rehearsal}
      thumb={
        <Thumb>
          <a class="weui-btn weui-btn_primary btn_big" href="/">
            {say('toDesk')}
          </a>
        </Thumb>
      }
    >
      <h1>{say('passDone')}</h1>
      {me.account.login && <p>{say('passLogin', { login: me.account.login })}</p>}
    </Page>
  )
}
