import { verify } from '../audit/queries.ts'
import { audit } from '../audit/write.ts'
import { rebuild } from '../ledger/rebuild.ts'
import type { Settings } from '../settings.ts'
import { asOperator } from './operator.ts'

/** Sums every projection anew from the facts. @returns how many were wrong before */
export async function rebuildAll(settings: Settings, tenant?: string): Promise<number> {
  return asOperator(settings, tenant, async ctx => {
    const results = await rebuild(ctx)
    for (const { tables, facts, before, after } of results) {
      console.log(
        `${before === after ? '＝' : '≠'} ${tables.join(', ')}: ${facts} ${before === after ? '条记录，无变化 · facts, unchanged' : '条记录，已更正 · facts, corrected'}`,
      )
    }
    const wrong = results.filter(result => result.before !== result.after).length
    await audit(ctx, 'ledger.rebuilt', `tenant/${ctx.tenant.tenant}`, { projections: results.length, wrong })
    return wrong
  })
}

/** Follows the audit chain and prints its head, to be kept elsewhere. @returns whether it is whole */
export async function verifyAudit(settings: Settings, tenant?: string): Promise<boolean> {
  return asOperator(settings, tenant, async ctx => {
    const { lines, whole, head, brokenAt } = await verify(ctx)
    console.log(
      brokenAt
        ? `第 ${brokenAt.seq} 行：${brokenAt.zh}\nLine ${brokenAt.seq}: ${brokenAt.en}`
        : `审计链完整，共 ${lines} 行 · the chain is whole, ${lines} lines\n${head ?? ''}`,
    )
    return whole
  })
}
