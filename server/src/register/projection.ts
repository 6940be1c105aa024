import { cameBack, entered, settled, withdrawn } from '@muster/core/register/kinds.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import type { Projection, RecordedFact } from '../platform/slice.ts'

/** Entries are what facts say of them; answers that concern somebody are not among these. */
export const entryProjection: Projection = {
  tables: ['entry'],
  kinds: [entered.name, withdrawn.name, cameBack.name, settled.name],
  apply,
}

async function apply(ctx: Ctx, facts: readonly RecordedFact[]): Promise<void> {
  const of = (kind: { name: string }) => facts.filter(fact => fact.kind === kind.name)
  const ended = new Map(facts.flatMap(fact => endOf(fact) ?? []))
  // What ends gives its line of paper free before anything else takes it.
  await leave(ctx, ended)
  await add(ctx, of(entered), ended)
  for (const fact of of(cameBack)) await comeBack(ctx, fact)
  for (const fact of of(settled)) if (fact.payload.counts) await letCount(ctx, fact)
}

/** The entry that comes to an end by this fact, and how. */
function endOf({ kind, supersedes, payload }: RecordedFact): [[id: string, state: string]] | null {
  if (kind === settled.name && !payload.counts) return [[String(payload.entryId), 'withdrawn']]
  return supersedes ? [[supersedes, kind === withdrawn.name ? 'withdrawn' : 'corrected']] : null
}

async function add(ctx: Ctx, facts: readonly RecordedFact[], ended: ReadonlyMap<string, string>): Promise<void> {
  if (facts.length === 0) return
  const writers = await writersOf(ctx, facts)
  const rows = facts.map(({ id, subjectId, territory, occurredAt, recordedAt, payload }) => ({
    id,
    register_id: payload.registerId,
    form: payload.formVersion,
    post_id: subjectId,
    territory,
    at: occurredAt,
    heard_at: recordedAt,
    account_id: writers.get(id) ?? null,
    answers: payload.answers,
    adds: payload.adds ?? 0,
    same: payload.same ?? null,
    sheet: (payload.on as { sheet: string } | undefined)?.sheet ?? null,
    line: (payload.on as { line: number } | undefined)?.line ?? null,
    state: ended.get(id) ?? (payload.held ? 'held' : 'stands'),
    held: payload.held ?? null,
    older: payload.older ?? false,
    back_at: payload.backAt ?? null,
  }))
  await sql`
    insert into entry (tenant, id, register_id, form, post_id, territory, at, heard_at, account_id, answers, adds, same, sheet, line, state, held, older, back_at)
    select ${ctx.tenant.tenant}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, register_id uuid, form int, post_id uuid, territory text, at timestamptz, heard_at timestamptz, account_id uuid, answers jsonb,
      adds numeric, same text, sheet text, line int, state text, held text, older boolean, back_at timestamptz)`.execute(
    ctx.tx,
  )
}

/** By id: who wrote it first. A correction stays theirs; by whose hand it came only its fact says. */
async function writersOf(ctx: Ctx, facts: readonly RecordedFact[]): Promise<ReadonlyMap<string, string | null>> {
  const corrected = facts.flatMap(({ supersedes }) => supersedes ?? [])
  const { rows } =
    corrected.length === 0
      ? { rows: [] }
      : await sql<{ id: string; account_id: string | null }>`
          select id, account_id from entry where tenant = ${ctx.tenant.tenant} and id = any(${corrected}::uuid[])`.execute(
          ctx.tx,
        )
  const writers = new Map(rows.map(({ id, account_id }) => [id, account_id]))
  // In the order of hearing: what is corrected stands before what corrects it.
  for (const { id, supersedes, accountId } of facts)
    writers.set(id, supersedes ? (writers.get(supersedes) ?? null) : accountId)
  return writers
}

async function leave(ctx: Ctx, ended: ReadonlyMap<string, string>): Promise<void> {
  if (ended.size === 0) return
  await sql`
    update entry set state = x.state from unnest(${[...ended.keys()]}::uuid[], ${[...ended.values()]}::text[]) as x (id, state)
     where entry.tenant = ${ctx.tenant.tenant} and entry.id = x.id`.execute(ctx.tx)
}

const comeBack = (ctx: Ctx, { payload, occurredAt }: RecordedFact) =>
  sql`update entry set back_at = least(back_at, ${occurredAt}) where tenant = ${ctx.tenant.tenant} and id = ${payload.entryId}`.execute(
    ctx.tx,
  )

const letCount = (ctx: Ctx, { payload }: RecordedFact) =>
  sql`
    update entry set state = 'stands'
     where tenant = ${ctx.tenant.tenant} and id = ${payload.entryId} and state = 'held'`.execute(ctx.tx)
