import { type Account, accounts } from '@muster/core/access/wire.ts'
import { ROLES } from '@muster/core/platform/role.ts'
import { useState } from 'react'
import './Accounts.css'
import { useSaid } from '../platform/language.ts'
import { usePages } from '../platform/pages.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Page } from '../shared/Page.tsx'
import { Rows } from '../shared/Rows.tsx'
import { SearchInput } from '../shared/SearchInput.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useRested } from '../shared/useRested.ts'
import { AccountSide } from './AccountSide.tsx'
import { CreateAccount } from './CreateAccount.tsx'
import { useDeskWords } from './desk-words.ts'
import { GrantWords } from './GrantWords.tsx'
import { NextSteps } from './NextSteps.tsx'
import type { Pickers } from './pickers.ts'
import { SettingsTabs } from './SettingsTabs.tsx'

/** Accounts and what they may do. The system administrator's page; right after the set-up it says what comes next. */
export function AccountsPage({ pickers }: { pickers: Pickers }) {
  const say = useDeskWords()
  const [typed, setTyped] = useState('')
  const [creating, setCreating] = useState<'' | Account['grants'][number]['role'] | undefined>()
  const [openId, setOpenId] = useState<string>()
  const search = useRested(typed.trim())
  const pages = usePages(accounts, { limit: 200, ...(search ? { search } : {}) })
  const open = pages.rows?.find(({ id }) => id === openId)
  const columns = useColumns(setOpenId)
  const create = (
    <Act verb="access.manage" type="primary" onClick={() => setCreating('')}>
      {say('createAccount')}
    </Act>
  )
  return (
    <Page title={say('settings')} actions={create}>
      <SettingsTabs />
      {!search && pages.rows && <NextSteps accounts={pages.rows} onCreate={setCreating} />}
      <div className="filters">
        <SearchInput label={say('findAccount')} value={typed} onChange={setTyped} />
      </div>
      <Rows pages={pages}>
        {rows => (
          <DataTable
            caption={say('accounts')}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            tone={row => (row.grants.length === 0 && !row.suspended ? 'watch' : undefined)}
            empty={<Empty title={say('accountsNone')} action={create} />}
            long={{ total: pages.total, more: pages.more }}
          />
        )}
      </Rows>
      {creating !== undefined && (
        <CreateAccount role={creating} pickers={pickers} onClose={() => setCreating(undefined)} />
      )}
      {open && <AccountSide account={open} pickers={pickers} onClose={() => setOpenId(undefined)} />}
    </Page>
  )
}

function useColumns(onOpen: (id: string) => void): Column<Account>[] {
  const say = useDeskWords()
  const said = useSaid()
  const times = useTimes()
  return [
    {
      key: 'login',
      title: say('login'),
      cell: row => (
        <button type="button" className="text-link" onClick={() => onOpen(row.id)}>
          {row.login ?? row.person?.name ?? row.id.slice(-8)}
        </button>
      ),
    },
    {
      key: 'grants',
      title: say('grants'),
      cell: row =>
        row.grants.length === 0 ? (
          <span className="soft">{say('noGrants')}</span>
        ) : (
          row.grants.map((grant, at) => (
            <span key={grant.id} title={say(`role.${grant.role}`)}>
              {at > 0 && '，'}
              {said(ROLES[grant.role])} <GrantWords grant={grant} />
            </span>
          ))
        ),
    },
    {
      key: 'state',
      title: say('state'),
      cell: row => (
        <StateMark state={row.suspended ? 'silent' : 'good'}>{say(row.suspended ? 'suspended' : 'active')}</StateMark>
      ),
    },
    { key: 'holder', title: say('holder'), cell: row => row.person?.name ?? '–', wideOnly: true },
    {
      key: 'seen',
      title: say('seen'),
      cell: row => (row.seenAt ? times.moment(row.seenAt) : <span className="soft">{say('never')}</span>),
    },
    { key: 'created', title: say('created'), cell: row => times.moment(row.createdAt), wideOnly: true },
  ]
}
