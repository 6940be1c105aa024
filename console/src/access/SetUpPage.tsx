import { me, setUp, setupState } from '@muster/core/access/wire.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useEffect, useState } from 'react'
import './SignInPage.css'
import './SetUpPage.css'
import { keyOf, useAsk, useTell } from '../platform/api.ts'
import { Note } from '../shared/Note.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { DoorHead } from './DoorHead.tsx'
import { useDeskWords } from './desk-words.ts'
import { AdministratorFields, CityFields, CodeField, ModeFields } from './SetUpFields.tsx'
import { blankSetUp, missingIn, setUpBody } from './set-up.ts'
import { useAccessWords } from './words.ts'

/** The first page of a new installation: one city, one administrator, once. */
export function SetUpPage() {
  const say = useDeskWords()
  const door = useAccessWords()
  const state = useAsk(setupState, {})
  useEffect(() => {
    document.title = `${say('setUp')} · 集结 Muster`
  }, [say])
  return (
    <main className="signin set-up">
      <DoorHead />
      <h2>{say('setUp')}</h2>
      <ProblemNote problem={state.problem} again={state.again} />
      {state.data && !state.data.needed ? (
        <Note state="good">
          {say('setUpDone')} <Link to="/sign-in">{door('signIn')}</Link>
        </Note>
      ) : (
        <SetUpCard />
      )}
    </main>
  )
}

/** The parts by the words over their fields. */
const PARTS = {
  code: 'code',
  city: 'cityTitle',
  tenantName: 'tenantName',
  tenantId: 'tenantId',
  mode: 'mode',
  login: 'login',
  passphrase: 'passphrase',
} as const

function SetUpCard() {
  const say = useDeskWords()
  const [form, setForm] = useState(blankSetUp)
  const { tell, telling, problem } = useTell(setUp)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const missing = missingIn(form)
  const send = async () => {
    const session = await tell(setUpBody(form))
    if (!session) return
    cache.clear()
    cache.setQueryData(keyOf(me, {}), session)
    await navigate({ to: '/settings/accounts', replace: true })
  }
  return (
    <>
      <p className="soft">{say('setUpIntro')}</p>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (missing.length === 0) void send()
        }}
      >
        <CodeField form={form} onChange={setForm} />
        <CityFields form={form} onChange={setForm} />
        <ModeFields form={form} onChange={setForm} />
        <AdministratorFields form={form} onChange={setForm} />
        <ProblemNote problem={problem} again={() => void send()} />
        {missing.length > 0 && (
          <p className="soft set-up-missing">
            {say('missing', { parts: missing.map(part => say(PARTS[part])).join(say('and')) })}
          </p>
        )}
        <Button type="primary" htmlType="submit" size="large" block loading={telling} disabled={missing.length > 0}>
          {say(telling ? 'setUpBusy' : 'setUpDo')}
        </Button>
      </form>
    </>
  )
}
