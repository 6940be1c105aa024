import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Tally } from '../../platform/slice.ts'
import { digestTables, type Rebuilt } from '../rebuild.ts'
import { type Lens, makeLens } from './lens.ts'
import { rollStep } from './roll.ts'

/** What a lens keeps. */
export const TABLES = ['tally', 'spell', 'tally_cell', 'tally_person', 'tally_step'] as const
/** Steps in one transaction: a second or two of work that can be broken off. */
const STEPS = 10

/** Runs work in a transaction of its own. */
export type InTransaction = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>

/**
 * Rolls every lens of a city anew beside the old one, and lets it take the old one's place. Takes no lock on the ledger:
 * reports come in and figures are read meanwhile. Steps end where the facts say, so nothing may be different afterwards.
 *
 * @param tell hears how far it is: of so many numbers of the ledger so many
 */
export async function rebuildTallies(
  inTransaction: InTransaction,
  tallies: readonly Tally[],
  tell: (done: number, of: number) => void,
): Promise<Rebuilt[]> {
  const results: Rebuilt[] = []
  for (const tally of tallies)
    for (const old of await inTransaction(ctx => lensesOf(ctx, tally))) {
      const made = await inTransaction(ctx => makeLens(ctx, tally.kind, old.incidentId, old.width))
      let lens = made!
      while (lens.seq < old.seq) {
        lens = await inTransaction(ctx => someSteps(ctx, tally, lens, old.seq))
        tell(lens.seq, old.seq)
      }
      results.push(await inTransaction(ctx => replace(ctx, tally, old.lens, lens)))
    }
  return results
}

async function lensesOf(ctx: Ctx, { kind }: Tally): Promise<Lens[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Lens>`
    select lens, incident_id as "incidentId", width, seq, at from tally_lens
     where tenant = ${tenant} and kind = ${kind} and tree = (select version from tree where tenant = ${tenant}) order by lens`.execute(
    ctx.tx,
  )
  return rows
}

async function someSteps(ctx: Ctx, tally: Tally, from: Lens, last: number): Promise<Lens> {
  await sql`select from tree where tenant = ${ctx.tenant.tenant} for share`.execute(ctx.tx)
  let lens = from
  for (let nth = 0; nth < STEPS && lens.seq < last; nth++) lens = await rollStep(ctx, tally, lens, last)
  return lens
}

/** The old one held still, the new one rolled as far, both compared; then the old one is void, and will be swept. */
async function replace(ctx: Ctx, tally: Tally, old: number, made: Lens): Promise<Rebuilt> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ seq: number }>`
    select seq from tally_lens where tenant = ${tenant} and lens = ${old} for update`.execute(ctx.tx)
  const last = rows[0]?.seq ?? made.seq
  let lens = made
  while (lens.seq < last) lens = await rollStep(ctx, tally, lens, last)
  const [before, after] = [await digestTables(ctx, TABLES, old), await digestTables(ctx, TABLES, lens.lens)]
  await sql`update tally_lens set tree = 0 where tenant = ${tenant} and lens = ${old}`.execute(ctx.tx)
  return { tables: TABLES, facts: last, before, after }
}
