import { type Account, endGrant, type Grant, giveGrant } from '@muster/core/access/wire.ts'
import { ROLES } from '@muster/core/platform/role.ts'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useSaid } from '../platform/language.ts'
import { Act } from '../shared/Act.tsx'
import { Section } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useSharedWords } from '../shared/words.ts'
import { useDeskWords } from './desk-words.ts'
import { GrantFields } from './GrantFields.tsx'
import { GrantWords } from './GrantWords.tsx'
import { blankGrant, grantBody, isGrantReady } from './grant-form.ts'
import type { Pickers } from './pickers.ts'

interface Props {
  readonly account: Account
  readonly pickers: Pickers
  /** One's own account: nothing to give, nothing to end. */
  readonly fixed: boolean
}

/** What an account may do. Ending is undone by giving the same again. */
export function AccountGrants({ account, pickers, fixed }: Props) {
  const say = useDeskWords()
  const said = useSaid()
  const done = useDone()
  const give = useTell(giveGrant)
  const end = useTell(endGrant)
  const stop = async (grant: Grant) => {
    if (!(await end.tell({ grantId: grant.id }))) return
    done(say('ended', { role: said(ROLES[grant.role]) }), () => void give.tell(asBefore(account, grant)))
  }
  return (
    <Section title={say('grants')}>
      {account.grants.length === 0 && <p className="soft">{say('noGrants')}</p>}
      {account.grants.map(grant => (
        <div key={grant.id} className="line">
          <span>
            <b title={say(`role.${grant.role}`)}>{said(ROLES[grant.role])}</b> <GrantWords grant={grant} />
          </span>
          {!fixed && (
            <Act verb="access.manage" size="small" loading={end.telling} onClick={() => void stop(grant)}>
              {say('endGrant')}
            </Act>
          )}
        </div>
      ))}
      <ProblemNote problem={end.problem} />
      {!fixed && <GiveGrant account={account} pickers={pickers} />}
    </Section>
  )
}

const asBefore = (account: Account, { role, territory, unit, team, until }: Grant) => ({
  accountId: account.id,
  id: newId(),
  role,
  ...(territory ? { territory: territory.code } : {}),
  ...(unit ? { unitId: unit.id } : {}),
  ...(team ? { teamId: team.id } : {}),
  ...(until ? { until } : {}),
})

function GiveGrant({ account, pickers }: Omit<Props, 'fixed'>) {
  const say = useDeskWords()
  const said = useSaid()
  const shared = useSharedWords()
  const done = useDone()
  const [form, setForm] = useState<typeof blankGrant>()
  const { tell, telling, problem, forget } = useTell(giveGrant)
  const leave = () => {
    forget()
    setForm(undefined)
  }
  const send = async () => {
    if (!form?.role || !(await tell({ accountId: account.id, id: newId(), ...grantBody(form) }))) return
    done(say('gave', { role: said(ROLES[form.role]) }))
    leave()
  }
  if (!form)
    return (
      <p>
        <Act verb="access.manage" onClick={() => setForm(blankGrant)}>
          {say('giveGrant')}
        </Act>
      </p>
    )
  return (
    <div className="give-grant">
      <GrantFields form={form} pickers={pickers} onChange={setForm} />
      <ProblemNote problem={problem} />
      <Button onClick={leave}>{shared('cancel')}</Button>{' '}
      <Button type="primary" loading={telling} disabled={!isGrantReady(form)} onClick={() => void send()}>
        {say('giveGrant')}
      </Button>
    </div>
  )
}
