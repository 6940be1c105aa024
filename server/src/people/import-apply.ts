import type * as wire from '@muster/core/people/imports.wire.ts'
import { people } from '@muster/core/people/problems.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { type Ctx, changed } from '../platform/context.ts'
import { lockNumbers } from './find.ts'
import { getImport } from './import-list.ts'
import { countOutOfReach, lockImport, PLAN } from './import-plan.ts'

/**
 * Writes a previewed roster, all of it or nothing, with one statement for those who are new and one for those who
 * change. What stood there before is kept for {@link undoImport}; the uploaded file is not.
 *
 * @throws Problem `people/import-done`, `people/import-not-ready`, `people/import-stale`
 */
export async function applyImport(ctx: Ctx, { importId }: { importId: string }): Promise<wire.Import> {
  const { state, counts } = await lockImport(ctx, importId)
  if (state !== 'preview') throw people('people/import-done')
  if (counts.errors > 0) throw people('people/import-not-ready', { errors: counts.errors })
  await lockNumbers(ctx)
  const stale = (await countStale(ctx, importId)) + (await countOutOfReach(ctx, importId))
  if (stale > 0) throw people('people/import-stale', { count: stale })
  await keepBefore(ctx, importId)
  await addNew(ctx, importId)
  await changeKnown(ctx, importId)
  await audit(ctx, 'people.import-applied', `import/${importId}`, { counts })
  changed(ctx, 'people', `import/${importId}`)
  return getImport(ctx, { importId })
}

/** Rows whose person is not as the preview saw them. Holds all rows it looks at until the commit. */
async function countStale(ctx: Ctx, importId: string): Promise<number> {
  const { tenant } = ctx.tenant
  await sql`
    select p.id from person p
     where p.tenant = ${tenant} and p.volunteer_no in (select r.volunteer_no from ${PLAN(ctx, importId)})
     order by p.id for update`.execute(ctx.tx)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${PLAN(ctx, importId)}
      left join person p on p.tenant = ${tenant} and p.volunteer_no = r.volunteer_no
     where case r.verdict when 'added' then p.id is not null
           else p.id is distinct from r.id or p.version <> r.version end`.execute(ctx.tx)
  return rows[0]?.count ?? 0
}

async function keepBefore(ctx: Ctx, importId: string): Promise<void> {
  const { tenant } = ctx.tenant
  await sql`
    update people_import set state = 'applied', file = '',
      before = (select coalesce(jsonb_agg(to_jsonb(p)), '[]') from ${PLAN(ctx, importId)}
                  join person p on p.tenant = ${tenant} and p.id = r.id where r.verdict = 'changed')
     where tenant = ${tenant} and id = ${importId}`.execute(ctx.tx)
}

async function addNew(ctx: Ctx, importId: string): Promise<void> {
  await sql`
    insert into person (tenant, id, volunteer_no, name, pinyin, unit_id, phone, residence, skills, availability, on_call,
                        light_duty, version, joined_at, changed_at, import_id)
    select ${ctx.tenant.tenant}, r.id, r.volunteer_no, r.name, r.pinyin, r.unit_id, r.phone, r.residence, r.skills,
           r.availability, r.on_call, false, 1, ${ctx.now}, ${ctx.now}, ${importId}
      from ${PLAN(ctx, importId)} where r.verdict = 'added'`.execute(ctx.tx)
}

async function changeKnown(ctx: Ctx, importId: string): Promise<void> {
  await sql`
    update person p set name = r.name, pinyin = r.pinyin, unit_id = r.unit_id, phone = r.phone, residence = r.residence,
           skills = r.skills, availability = r.availability, on_call = r.on_call, left_at = null,
           version = p.version + 1, changed_at = ${ctx.now}, import_id = ${importId}
      from ${PLAN(ctx, importId)}
     where p.tenant = ${ctx.tenant.tenant} and p.id = r.id and r.verdict = 'changed'`.execute(ctx.tx)
}
