import { differences } from '@muster/core/report/figures.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { digestOf, getBulletin } from './bulletin.ts'
import { countCity } from './count.ts'

/** Recomputes the digest, compares it with the one in the audit chain, and counts again as of the frozen instant. */
export async function verify(ctx: Ctx, { bulletinId }: { bulletinId: string }) {
  const { digest, ...draft } = await getBulletin(ctx, { bulletinId })
  const recount = await countCity(ctx, new Date(draft.asOf), draft.incidentId)
  const changed = [
    ...differences(draft.figures, recount.figures),
    ...rowDifferences('unit', draft.tables.byUnit, recount.tables.byUnit),
    ...rowDifferences('territory', draft.tables.byTerritory, recount.tables.byTerritory),
  ]
  return {
    digestHolds: digestOf(draft) === digest && (await digestInAudit(ctx, bulletinId)) === digest,
    recountHolds: changed.length === 0,
    differences: changed,
  }
}

type Row = { readonly id?: string; readonly code?: string; readonly people: number }

function rowDifferences(side: string, frozen: readonly Row[], recount: readonly Row[]) {
  const keyOf = (row: Row) => `${side}/${row.id ?? row.code ?? ''}`
  const now = new Map(recount.map(row => [keyOf(row), row.people]))
  return frozen
    .map(row => ({ key: keyOf(row), frozen: row.people, now: now.get(keyOf(row)) ?? 0 }))
    .filter(({ frozen, now }) => frozen !== now)
}

async function digestInAudit(ctx: Ctx, id: string): Promise<string | null> {
  const { rows } = await sql<{ digest: string | null }>`
    select detail->>'digest' as digest from audit_line
     where tenant = ${ctx.tenant.tenant} and subject = ${`bulletin/${id}`} and action = 'report.froze'
     order by seq limit 1`.execute(ctx.tx)
  return rows[0]?.digest ?? null
}
