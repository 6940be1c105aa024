import { type Account, resetPassphrase, suspendAccount } from '@muster/core/access/wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { useSession } from '../platform/session.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { LinkOnce } from '../shared/LinkOnce.tsx'
import { Note } from '../shared/Note.tsx'
import { Section } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { Side } from '../shared/Side.tsx'
import { useDone } from '../shared/useDone.tsx'
import { AccountGrants } from './AccountGrants.tsx'
import { useDeskWords } from './desk-words.ts'
import type { Pickers } from './pickers.ts'

interface Props {
  readonly account: Account
  readonly pickers: Pickers
  readonly onClose: () => void
}

/** One account: what it may do, and how it is stopped or helped. */
export function AccountSide({ account, pickers, onClose }: Props) {
  const say = useDeskWords()
  const times = useTimes()
  const session = useSession()
  const own = session.account.id === account.id
  return (
    <Side open title={account.login ?? account.person?.name ?? ''} onClose={onClose}>
      {own && <Note state="silent">{say('ownAccount')}</Note>}
      <dl className="facts">
        <dt>{say('holder')}</dt>
        <dd>{account.person?.name ?? '–'}</dd>
        <dt>{say('state')}</dt>
        <dd>{say(account.suspended ? 'suspended' : 'active')}</dd>
        <dt>{say('seen')}</dt>
        <dd>{account.seenAt ? times.moment(account.seenAt) : say('never')}</dd>
        <dt>{say('created')}</dt>
        <dd>{times.moment(account.createdAt)}</dd>
      </dl>
      <AccountGrants account={account} pickers={pickers} fixed={own} />
      {!own && account.login && <ResetLink account={account} />}
      {!own && <Suspension account={account} />}
    </Side>
  )
}

function ResetLink({ account }: { account: Account }) {
  const say = useDeskWords()
  const { tell, telling, problem } = useTell(resetPassphrase)
  const [link, setLink] = useState<string>()
  const make = async () => setLink((await tell({ accountId: account.id }))?.link)
  return (
    <Section title={say('passphrase')}>
      {link ? (
        <LinkOnce link={link}>
          <p>{say('resetSays')}</p>
        </LinkOnce>
      ) : (
        <Act verb="access.manage" loading={telling} onClick={() => void make()}>
          {say('reset')}
        </Act>
      )}
      <ProblemNote problem={problem} />
    </Section>
  )
}

function Suspension({ account }: { account: Account }) {
  const say = useDeskWords()
  const done = useDone()
  const [asking, setAsking] = useState(false)
  const { tell, telling, problem } = useTell(suspendAccount)
  const login = account.login ?? account.person?.name ?? ''
  const become = async (suspended: boolean) => {
    if (!(await tell({ accountId: account.id, suspended }))) return
    setAsking(false)
    done(say(suspended ? 'didSuspend' : 'didResume', { login }), suspended ? () => void become(false) : undefined)
  }
  return (
    <Section title={say('state')}>
      <Act
        verb="access.manage"
        danger={!account.suspended}
        loading={telling}
        onClick={() => (account.suspended ? void become(false) : setAsking(true))}
      >
        {say(account.suspended ? 'resume' : 'suspend')}
      </Act>
      <Confirm
        open={asking}
        title={say('suspendAsk', { login })}
        does={say('suspend')}
        grave
        busy={telling}
        problem={problem}
        onDo={() => void become(true)}
        onClose={() => setAsking(false)}
      >
        <p>{say('suspendSays')}</p>
      </Confirm>
    </Section>
  )
}
