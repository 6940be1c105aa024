import { signOut } from '@muster/core/access/wire.ts'
import { ROLES, type Role } from '@muster/core/platform/role.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import Popover from 'antd/es/popover'
import { useTell } from '../platform/api.ts'
import { useSaid } from '../platform/language.ts'
import { type Session, useSession } from '../platform/session.ts'
import { AppearanceSwitch } from '../shared/AppearanceSwitch.tsx'
import { LanguageSwitch } from '../shared/LanguageSwitch.tsx'
import { useAccessWords } from './words.ts'

/** Who is at the desk, in which roles, and the way out. */
export function Account() {
  const session = useSession()
  const { tell, telling } = useTell(signOut)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    if (!(await tell({}))) return
    await navigate({ to: '/sign-in' })
    cache.clear()
  }
  return (
    <>
      <LanguageSwitch />
      <Popover
        trigger="click"
        placement="bottomRight"
        content={<AccountCard session={session} busy={telling} onLeave={() => void leave()} />}
      >
        <Button type="text" className="frame-account">
          {session.person?.name ?? session.account.login}
        </Button>
      </Popover>
    </>
  )
}

interface CardProps {
  readonly session: Session
  readonly busy: boolean
  readonly onLeave: () => void
}
export function AccountCard({ session, busy, onLeave }: CardProps) {
  const say = useAccessWords()
  const said = useSaid()
  return (
    <div className="account">
      <dl className="facts">
        <dt>{say('account')}</dt>
        <dd>{session.account.login ?? session.person?.volunteerNo}</dd>
        <dt>{say('roles')}</dt>
        <dd>
          {session.grants.map(grant => (
            <div key={grant.id}>
              {said(ROLES[grant.role as Role])} · {grant.territory?.name ?? grant.unit?.name ?? say('whole')}
            </div>
          ))}
        </dd>
      </dl>
      <AppearanceSwitch />
      <Button block loading={busy} onClick={onLeave}>
        {say('signOut')}
      </Button>
    </div>
  )
}
