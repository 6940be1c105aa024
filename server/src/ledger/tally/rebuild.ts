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
      let lens = await inTransaction(ctx => begin(ctx, tally, old))
      while (lens.seq < old.seq) {
        lens = await inTransaction(ctx => someSteps(ctx, tally, lens, old.seq))
        tell(lens.seq, old.seq)
      }
      results.push(await inTransaction(ctx => replace(ctx, tally, old.lens, lens)))
    }
  return results
}

/** A lens that neither readers nor the roller see yet. What a rebuild that was broken off had begun is void. */
async function begin(ctx: Ctx, { kind }: Tally, { incidentId, width }: Lens): Promise<Lens> {
  await sql`
    update tally_lens set tree = 0
     where tenant = ${ctx.tenant.tenant} and kind = ${kind} and tree < 0`.execute(ctx.tx)
  const made = await makeLens(ctx, kind, incidentId, width, sql`-t.version`)
  if (!made) throw new Error('Somebody else made a lens at the same moment. Start the rebuild again.')
  return made
}

/** Held until the commit, unless another rebuild has begun or a branch of the trees was moved: then it is void. */
async function holdMade(ctx: Ctx, { lens }: Lens): Promise<void> {
  const { rows } = await sql`
    select l.lens from tally_lens l join tree t on t.tenant = l.tenant and t.version = -l.tree
     where l.tenant = ${ctx.tenant.tenant} and l.lens = ${lens} for update of l for share of t`.execute(ctx.tx)
  if (rows.length === 0)
    throw new Error('Another rebuild has begun, or a branch was moved meanwhile. Start the rebuild again.')
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
  await holdMade(ctx, from)
  let lens = from
  for (let nth = 0; nth < STEPS && lens.seq < last; nth++) lens = await rollStep(ctx, tally, lens, last)
  return lens
}

/** The old one held still, the new one rolled as far, both compared; then the old one is void, and will be swept. */
async function replace(ctx: Ctx, tally: Tally, old: number, made: Lens): Promise<Rebuilt> {
  const { tenant } = ctx.tenant
  await holdMade(ctx, made)
  const { rows } = await sql<{ seq: number }>`
    select seq from tally_lens where tenant = ${tenant} and lens = ${old} for update`.execute(ctx.tx)
  const last = rows[0]?.seq ?? made.seq
  let lens = made
  while (lens.seq < last) lens = await rollStep(ctx, tally, lens, last)
  const [before, after] = [await digestTables(ctx, TABLES, old), await digestTables(ctx, TABLES, lens.lens)]
  await sql`update tally_lens set tree = 0 where tenant = ${tenant} and lens = ${old}`.execute(ctx.tx)
  await sql`update tally_lens set tree = -tree where tenant = ${tenant} and lens = ${lens.lens}`.execute(ctx.tx)
  return { tables: TABLES, facts: last, before, after }
}
