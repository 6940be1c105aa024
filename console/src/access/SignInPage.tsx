import { me, setupState, signIn } from '@muster/core/access/wire.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import Input, { type InputRef } from 'antd/es/input'
import { useEffect, useRef, useState } from 'react'
import './SignInPage.css'
import { keyOf, useAsk, useTell } from '../platform/api.ts'
import { Field } from '../shared/Field.tsx'
import { Note } from '../shared/Note.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { DoorHead } from './DoorHead.tsx'
import { useAccessWords } from './words.ts'

/** Knows the network of the sign-in: which cities there are, and whether the name and passphrase fit. */
export function SignInPage() {
  const state = useAsk(setupState, {})
  const { tell, telling, problem } = useTell(signIn)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { back }: { back?: string } = useSearch({ strict: false })
  const enter = async (form: { tenant: string; login: string; passphrase: string }) => {
    const session = await tell({ ...form, tenant: form.tenant || undefined })
    if (!session) return
    cache.clear()
    cache.setQueryData(keyOf(me, {}), session)
    // Only a path of our own: an address from outside must not lead away after signing in.
    await navigate({ to: back?.startsWith('/') && !back.startsWith('//') ? back : '/', replace: true })
  }
  // A new installation has nobody yet who could sign in.
  if (state.data?.needed) return <Navigate to="/set-up" replace />
  return (
    <SignInCard
      tenants={state.data?.tenants ?? []}
      ended={Boolean(back && back !== '/')}
      busy={telling}
      note={<ProblemNote problem={problem ?? state.problem} />}
      onEnter={form => void enter(form)}
    />
  )
}

interface CardProps {
  readonly tenants: readonly { readonly id: string; readonly name: string }[]
  readonly ended: boolean
  readonly busy: boolean
  readonly note: React.ReactNode
  readonly onEnter: (form: { tenant: string; login: string; passphrase: string }) => void
}

export function SignInCard({ tenants, ended, busy, note, onEnter }: CardProps) {
  const say = useAccessWords()
  const [form, setForm] = useState<Form>({ tenant: '', login: '', passphrase: '' })
  const tenant = form.tenant || (tenants[0]?.id ?? '')
  return (
    <main className="signin">
      <DoorHead />
      <p className="soft">{say('intro')}</p>
      {ended && <Note state="silent">{say('ended')}</Note>}
      <form
        onSubmit={event => {
          event.preventDefault()
          onEnter({ ...form, tenant: tenants.length > 1 ? tenant : '' })
        }}
      >
        {tenants.length > 1 && (
          <CityField tenants={tenants} value={tenant} onChange={next => setForm({ ...form, tenant: next })} />
        )}
        <Secrets form={form} onChange={setForm} />
        {note}
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {say('signIn')}
        </Button>
      </form>
    </main>
  )
}

interface Form {
  readonly tenant: string
  readonly login: string
  readonly passphrase: string
}

function Secrets({ form, onChange }: { form: Form; onChange: (form: Form) => void }) {
  const say = useAccessWords()
  const first = useRef<InputRef>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <>
      <Field label={say('login')}>
        {control => (
          <Input
            {...control}
            size="large"
            autoComplete="username"
            ref={first}
            required
            value={form.login}
            onChange={event => onChange({ ...form, login: event.target.value })}
          />
        )}
      </Field>
      <Field label={say('passphrase')} hint={say('forgot')}>
        {control => (
          <Input.Password
            {...control}
            size="large"
            autoComplete="current-password"
            required
            value={form.passphrase}
            onChange={event => onChange({ ...form, passphrase: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

interface CityProps {
  readonly tenants: CardProps['tenants']
  readonly value: string
  readonly onChange: (id: string) => void
}
function CityField({ tenants, value, onChange }: CityProps) {
  const say = useAccessWords()
  return (
    <Field label={say('city')}>
      {control => (
        <select
          {...control}
          className="native signin-city"
          value={value}
          onChange={event => onChange(event.target.value)}
        >
          {tenants.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
