import { verify } from '../audit/queries.ts'
import { audit } from '../audit/write.ts'
import { type Rebuilt, rebuild } from '../ledger/rebuild.ts'
import { talliesOf } from '../ledger/tally/lens.ts'
import { rebuildTallies } from '../ledger/tally/rebuild.ts'
import type { Settings } from '../settings.ts'
import { asOperator, asOperatorInSteps } from './operator.ts'

/** Sums every projection anew from the facts, then rolls every tally anew. @returns how many were wrong before */
export async function rebuildAll(settings: Settings, tenant?: string): Promise<number> {
  return asOperatorInSteps(settings, tenant, async inTransaction => {
    const projections = await inTransaction(rebuild)
    const tallies = await inTransaction(async ctx => talliesOf(ctx))
    const results = [...projections, ...(await rebuildTallies(inTransaction, tallies, progress()))]
    results.forEach(tell)
    const wrong = results.filter(result => result.before !== result.after).length
    await inTransaction(ctx =>
      audit(ctx, 'ledger.rebuilt', `tenant/${ctx.tenant.tenant}`, { projections: results.length, wrong }),
    )
    return wrong
  })
}

const tell = ({ tables, facts, before, after }: Rebuilt) =>
  console.log(
    `${before === after ? '＝' : '≠'} ${tables.join(', ')}: ${facts} ${before === after ? '条记录，无变化 · facts, unchanged' : '条记录，已更正 · facts, corrected'}`,
  )

const TELL_EVERY_MS = 5000

/** Says every few seconds how far it is and how fast. */
function progress(): (done: number, of: number) => void {
  let [since, from] = [performance.now(), 0]
  return (done, of) => {
    const passed = performance.now() - since
    if (passed < TELL_EVERY_MS) return
    const speed = Math.round(((done - Math.min(from, done)) * 1000) / passed)
    console.log(`  ${Math.floor((done * 100) / of)}% · ${done} / ${of} · ${speed}/s`)
    ;[since, from] = [performance.now(), done]
  }
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
