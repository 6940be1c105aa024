import { FIELDS } from '@muster/core/main.ts'
import { verify } from '../audit/queries.ts'
import { audit } from '../audit/write.ts'
import { type KindOfMonth, monthsOf } from '../ledger/months.ts'
import { type Rebuilt, rebuild } from '../ledger/rebuild.ts'
import { talliesOf } from '../ledger/tally/lens.ts'
import { rebuildTallies } from '../ledger/tally/rebuild.ts'
import type { Ctx } from '../platform/context.ts'
import type { Settings } from '../settings.ts'
import { asOperator, asOperatorInSteps } from './operator.ts'

/** Sums every projection anew from the facts, then rolls every tally anew. @returns how many were wrong before */
export async function rebuildAll(settings: Settings, tenant?: string): Promise<number> {
  return asOperatorInSteps(settings, tenant, async inTransaction => {
    await inTransaction(sayThatReportsWait)
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

async function sayThatReportsWait({ tx, tenant }: Ctx): Promise<void> {
  const clock = tx.selectFrom('ledger_clock').select('last_seq').where('tenant', '=', tenant.tenant)
  const facts = (await clock.executeTakeFirst())?.last_seq ?? 0
  console.log(
    `${facts} 条记录。重算汇总期间，本市的报到等写入要等它结束，查看不受影响；宜在夜间进行。\n${facts} facts. While they are summed anew, reports of this city wait for the end; figures can be read. Best done at night.`,
  )
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

/** Prints what a city has in each month of the ledger, how long it is to be kept, and how much of it is still needed. */
export async function listMonths(settings: Settings, tenant?: string): Promise<void> {
  await asOperator(settings, tenant, async (ctx, { house }) => {
    for (const { part, bytes, kinds } of await monthsOf(ctx)) {
      console.log(`${part}\t${Math.ceil(bytes / 2 ** 20)} MB`)
      for (const one of kinds) console.log(`  ${lineOf(one, house.kinds.get(one.kind)?.retention ?? '')}`)
    }
  })
}

const lineOf = ({ kind, facts, bound, newest }: KindOfMonth, retention: string): string =>
  [
    `${kind}: ${facts} 条记录 · facts`,
    `最后收到 · last heard ${newest.toISOString()}`,
    `保存期限 · kept: ${FIELDS[retention]?.retention ?? '—'}`,
    `人员在册或事件未关闭 · of people on the roster or of open incidents: ${bound}`,
  ].join('\t')

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
