import { door } from '@muster/core/platform/problems.ts'
import type { Role } from '@muster/core/platform/role.ts'
import { v7 } from 'uuid'
import { createAccount, resetPassphrase } from '../access/accounts.ts'
import { grantsByAccount } from '../access/me.ts'
import type { Settings } from '../settings.ts'
import { asOperator } from './operator.ts'

/** Lists accounts with their roles. */
export async function listUsers(settings: Settings, tenant?: string): Promise<void> {
  await asOperator(settings, tenant, async ctx => {
    const accounts = await ctx.tx
      .selectFrom('account')
      .select(['id', 'login', 'suspended'])
      .where('tenant', '=', ctx.tenant.tenant)
      .where('login', 'is not', null)
      .orderBy('login')
      .execute()
    const grants = await grantsByAccount(
      ctx,
      accounts.map(account => account.id),
    )
    for (const { id, login, suspended } of accounts) {
      const roles = (grants.get(id) ?? []).map(grant =>
        [grant.role, grant.territory?.name ?? grant.unit?.name ?? ''].filter(Boolean).join('@'),
      )
      console.log(`${login ?? ''}\t${roles.join(', ') || '—'}${suspended ? '\t已停用 suspended' : ''}`)
    }
  })
}

export interface NewUser {
  readonly role: Role
  readonly territory?: string
  readonly unit?: string
  readonly tenant?: string
}

/** Adds an account and prints the link on which its holder chooses a passphrase. */
export async function addUser(
  settings: Settings,
  login: string,
  { role, territory, unit, tenant }: NewUser,
): Promise<void> {
  await asOperator(settings, tenant, async ctx => {
    const unitRow = unit
      ? await ctx.tx
          .selectFrom('unit')
          .select('id')
          .where('tenant', '=', ctx.tenant.tenant)
          .where('code', '=', unit)
          .executeTakeFirst()
      : undefined
    if (unit && !unitRow) throw door('door/not-found')
    const { link } = await createAccount(ctx, {
      id: v7(),
      login,
      grant: { role, ...(territory && { territory }), ...(unitRow && { unitId: unitRow.id }) },
    })
    console.log(`一次性链接（三天内有效）· one-time link, good for three days:\n${link ?? ''}`)
  })
}

/** Prints a link on which a locked-out person chooses a new passphrase. */
export async function resetUser(settings: Settings, login: string, tenant?: string): Promise<void> {
  await asOperator(settings, tenant, async ctx => {
    const account = await ctx.tx
      .selectFrom('account')
      .select('id')
      .where('tenant', '=', ctx.tenant.tenant)
      .where('login', '=', login.toLowerCase())
      .executeTakeFirst()
    if (!account) throw door('door/not-found')
    const { link } = await resetPassphrase(ctx, { accountId: account.id })
    console.log(`一次性链接（三天内有效）· one-time link, good for three days:\n${link}`)
  })
}
