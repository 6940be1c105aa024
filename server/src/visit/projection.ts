import { claimed, done, drawn, excused, excuseEnded, rechecked, released, withdrawn } from '@muster/core/visit/kinds.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import type { Projection, RecordedFact } from '../platform/slice.ts'

/** Visits, claims, excuses and second looks are what facts say of them. */
export const visitProjection: Projection = {
  tables: ['visit', 'claim', 'excuse', 'recheck'],
  kinds: [done, withdrawn, claimed, released, excused, excuseEnded, drawn, rechecked].map(({ name }) => name),
  apply,
}

const end = (ctx: Ctx, { supersedes, recordedAt }: RecordedFact) =>
  sql`update visit set ended_at = ${recordedAt} where tenant = ${ctx.tenant.tenant} and id = ${supersedes}`.execute(
    ctx.tx,
  )

const addVisit = (ctx: Ctx, { id, subjectId, occurredAt, recordedAt, accountId, payload }: RecordedFact) =>
  sql`
    insert into visit (tenant, id, sweep_id, household_id, outcome, at, heard_at, account_id, entry_id, people, note_left, held)
    values (${ctx.tenant.tenant}, ${id}, ${payload.sweepId}, ${subjectId}, ${payload.outcome}, ${occurredAt}, ${recordedAt}, ${accountId},
            ${payload.entryId ?? null}, ${payload.people ?? null}, ${payload.left ?? false}, ${payload.held ?? null})`.execute(
    ctx.tx,
  )

const endClaims = (ctx: Ctx, { subjectId, recordedAt, payload }: RecordedFact) =>
  sql`
    update claim set ended_at = ${recordedAt}
     where tenant = ${ctx.tenant.tenant} and sweep_id = ${payload.sweepId} and site_id = ${subjectId} and stair = ${payload.stair}
       and ended_at is null`.execute(ctx.tx)

const addClaim = (ctx: Ctx, { id, subjectId, recordedAt, accountId, payload }: RecordedFact) =>
  sql`
    insert into claim (tenant, id, sweep_id, site_id, stair, account_id, heard_at, over, said)
    values (${ctx.tenant.tenant}, ${id}, ${payload.sweepId}, ${subjectId}, ${payload.stair}, ${accountId}, ${recordedAt},
            ${payload.over ?? false}, ${payload.said ?? []}::uuid[])`.execute(ctx.tx)

const addExcuse = (ctx: Ctx, { id, subjectId, recordedAt, payload }: RecordedFact) =>
  sql`
    insert into excuse (tenant, id, sweep_id, household_id, reason, heard_at)
    values (${ctx.tenant.tenant}, ${id}, ${payload.sweepId}, ${subjectId}, ${payload.reason}, ${recordedAt})`.execute(
    ctx.tx,
  )

const endExcuses = (ctx: Ctx, { subjectId, recordedAt, payload }: RecordedFact) =>
  sql`
    update excuse set ended_at = ${recordedAt}
     where tenant = ${ctx.tenant.tenant} and sweep_id = ${payload.sweepId} and household_id = ${subjectId} and ended_at is null`.execute(
    ctx.tx,
  )

const addDraw = (ctx: Ctx, { id, subjectId, recordedAt, payload }: RecordedFact) =>
  sql`
    insert into recheck (tenant, draw_id, household_id, sweep_id, seed, drawn_at)
    select ${ctx.tenant.tenant}, ${id}, household_id, ${subjectId}, ${payload.seed}, ${recordedAt}
      from unnest(${payload.householdIds}::uuid[]) as x (household_id)`.execute(ctx.tx)

const addRecheck = (ctx: Ctx, { subjectId, recordedAt, payload }: RecordedFact) =>
  sql`
    update recheck set agrees = ${payload.agrees}, heard_at = ${recordedAt}
     where tenant = ${ctx.tenant.tenant} and draw_id = ${payload.drawId} and household_id = ${subjectId}`.execute(
    ctx.tx,
  )

const STEPS: Readonly<Record<string, (ctx: Ctx, fact: RecordedFact) => Promise<unknown>>> = {
  [done.name]: async (ctx, fact) => {
    await end(ctx, fact)
    await addVisit(ctx, fact)
  },
  [withdrawn.name]: end,
  [claimed.name]: async (ctx, fact) => {
    await endClaims(ctx, fact)
    await addClaim(ctx, fact)
  },
  [released.name]: endClaims,
  [excused.name]: addExcuse,
  [excuseEnded.name]: endExcuses,
  [drawn.name]: addDraw,
  [rechecked.name]: addRecheck,
}

async function apply(ctx: Ctx, facts: readonly RecordedFact[]): Promise<void> {
  // In the order of hearing: who takes a list ends the claim before.
  for (const fact of facts) await STEPS[fact.kind]!(ctx, fact)
}
