import type * as wire from '@muster/core/people/imports.wire.ts'
import { people } from '@muster/core/people/problems.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { type Ctx, changed } from '../platform/context.ts'
import { lockNumbers } from './find.ts'
import { getImport } from './import-list.ts'
import { countOutOfReach, lockImport, PLAN } from './import-plan.ts'

/**
 * Takes an import back as a whole: people are again as they were before, those it added are gone. Added people who
 * did something meanwhile stay in the ledger's history and are marked as having left.
 *
 * @throws Problem `people/import-done`, `people/import-overtaken` when anybody was changed since
 */
export async function undoImport(ctx: Ctx, { importId }: { importId: string }): Promise<wire.Import> {
  await standStill(ctx)
  const { state, undoable } = await lockImport(ctx, importId)
  if (state !== 'applied' || !undoable) throw people('people/import-done')
  await lockNumbers(ctx)
  const overtaken = await countOvertaken(ctx, importId)
  if (overtaken > 0) throw people('people/import-overtaken', { count: overtaken })
  if ((await countOutOfReach(ctx, importId)) > 0) throw door('door/not-found')
  await restoreChanged(ctx, importId)
  const left = await markLeft(ctx, importId)
  const removed = await removeAdded(ctx, importId)
  await ctx.tx
    .updateTable('people_import')
    .set({ state: 'undone', before: null })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', importId)
    .execute()
  await audit(ctx, 'people.import-undone', `import/${importId}`, { removed, left })
  changed(ctx, 'people', `import/${importId}`)
  return getImport(ctx, { importId })
}

/**
 * Takes the ledger's lock before any row: whoever signs up at this moment was heard before we look, or finds the person
 * gone. NOTE: `lockLedger` belongs to a slice further right; this is its row, and leaves the stamp alone.
 */
async function standStill(ctx: Ctx): Promise<void> {
  await sql`
    insert into ledger_clock (tenant, last_at) values (${ctx.tenant.tenant}, ${ctx.now})
    on conflict (tenant) do update set last_at = ledger_clock.last_at`.execute(ctx.tx)
}

/** Whoever writes a person clears or replaces `import_id`: what still carries ours nobody touched since. */
async function countOvertaken(ctx: Ctx, importId: string): Promise<number> {
  const { tenant } = ctx.tenant
  await sql`
    select p.id from person p where p.tenant = ${tenant} and p.id in (select r.id from ${PLAN(ctx, importId)})
     order by p.id for update`.execute(ctx.tx)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${PLAN(ctx, importId)}
      left join person p on p.tenant = ${tenant} and p.id = r.id
     where p.import_id is distinct from ${importId}`.execute(ctx.tx)
  return rows[0]?.count ?? 0
}

async function restoreChanged(ctx: Ctx, importId: string): Promise<void> {
  await sql`
    update person p set name = b.name, pinyin = b.pinyin, unit_id = b.unit_id, phone = b.phone, residence = b.residence,
           skills = b.skills, availability = b.availability, on_call = b.on_call, left_at = b.left_at,
           import_id = b.import_id, version = p.version + 1, changed_at = ${ctx.now}
      from people_import i, jsonb_populate_recordset(null::person, i.before) b
     where i.tenant = ${ctx.tenant.tenant} and i.id = ${importId} and p.tenant = i.tenant and p.id = b.id`.execute(
    ctx.tx,
  )
}

// NOTE: facts belong to a slice further right; the roster only looks whether somebody is spoken of.
async function markLeft(ctx: Ctx, importId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update person p set left_at = ${ctx.now}, version = p.version + 1, changed_at = ${ctx.now}, import_id = null
      from ${PLAN(ctx, importId)}
     where p.tenant = ${ctx.tenant.tenant} and p.id = r.id and r.verdict = 'added'
       and (exists (select from fact f where f.tenant = ${ctx.tenant.tenant} and f.person_id = p.id)
         or exists (select from account a where a.tenant = ${ctx.tenant.tenant} and a.person_id = p.id)
         or exists (select from exemption e where e.tenant = ${ctx.tenant.tenant} and e.person_id = p.id)
         or exists (select from team_member m where m.tenant = ${ctx.tenant.tenant} and m.person_id = p.id)
         or exists (select from message m where m.tenant = ${ctx.tenant.tenant} and m.person_id = p.id))`.execute(
    ctx.tx,
  )
  return Number(numAffectedRows ?? 0)
}

async function removeAdded(ctx: Ctx, importId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from person p using ${PLAN(ctx, importId)}
     where p.tenant = ${ctx.tenant.tenant} and p.id = r.id and r.verdict = 'added' and p.import_id = ${importId}`.execute(
    ctx.tx,
  )
  return Number(numAffectedRows ?? 0)
}
