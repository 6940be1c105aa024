import { RULE_VERSION } from '@muster/core/enrolment/rules.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { minuteIn, momentIn } from '@muster/core/platform/moment.ts'
import { door } from '@muster/core/platform/problems.ts'
import { report as problem } from '@muster/core/report/problems.ts'
import type * as wire from '@muster/core/report/wire.ts'
import type { Bulletin } from '@muster/core/report/wire.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { incidentById } from '../incident/row.ts'
import { addEntry } from '../incident/timeline.ts'
import { sealThrough } from '../ledger/write.ts'
import { actorOf, type Ctx, changed } from '../platform/context.ts'
import { bulletinById, type Draft, digestOf } from './bulletin.ts'
import { countCity } from './count.ts'

/**
 * Freezes the figures as they were known at an instant. The past is closed first, so that nothing heard later is ever
 * stamped inside it: the same count gives the same figures for good. A correction is another bulletin.
 *
 * @throws Problem `report/not-yet`
 */
export async function freeze(ctx: Ctx, input: ParsedOf<typeof wire.freeze>): Promise<Bulletin> {
  const asOf = new Date(input.asOf)
  if (asOf > ctx.now) throw problem('report/not-yet', { asOf: minuteIn(ctx.tenant.zone, asOf) })
  await sealThrough(ctx, asOf)
  const known = await bulletinById(ctx, input.id)
  if (known) return known
  const incidentId = input.incidentId ?? null
  if (incidentId && !(await incidentById(ctx, incidentId))) throw door('door/not-found')
  const draft: Draft = {
    id: input.id,
    number: await nextNumber(ctx),
    title: input.title,
    incidentId,
    asOf: asOf.toISOString(),
    frozenAt: ctx.now.toISOString(),
    frozenBy: actorOf(ctx).login ?? '',
    ...(await countCity(ctx, asOf, incidentId)),
    ruleVersion: RULE_VERSION,
  }
  const bulletin = { ...draft, digest: digestOf(draft) }
  await store(ctx, bulletin)
  await tell(ctx, bulletin)
  return bulletin
}

/** Numbered within the year of the city's own calendar; the ledger's lock keeps two desks from the same number. */
async function nextNumber(ctx: Ctx): Promise<string> {
  const year = String(momentIn(ctx.tenant.zone, ctx.now).year).padStart(4, '0')
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(split_part(number, '-', 2)::int), 0) + 1 as next
      from bulletin where tenant = ${ctx.tenant.tenant} and number like ${`${year}-%`}`.execute(ctx.tx)
  return `${year}-${String(rows[0]?.next ?? 1).padStart(3, '0')}`
}

async function store(ctx: Ctx, bulletin: Bulletin): Promise<void> {
  const { figures, tables, sentence, publicSentence } = bulletin
  await ctx.tx
    .insertInto('bulletin')
    .values({
      tenant: ctx.tenant.tenant,
      id: bulletin.id,
      number: bulletin.number,
      title: bulletin.title,
      incident_id: bulletin.incidentId,
      as_of: new Date(bulletin.asOf),
      frozen_at: new Date(bulletin.frozenAt),
      frozen_by: bulletin.frozenBy,
      content: JSON.stringify({ figures, tables, sentence, publicSentence }),
      rule_version: bulletin.ruleVersion,
      digest: bulletin.digest,
    })
    .execute()
}

/** The audit chain holds the digest, so that who rewrites a bulletin must rewrite the chain as well. */
async function tell(ctx: Ctx, { id, number, digest, asOf, incidentId, sentence }: Bulletin): Promise<void> {
  if (incidentId)
    await addEntry(ctx, {
      incidentId,
      what: 'bulletin',
      zh: `冻结通报第${number}号。${sentence.zh}`,
      en: `Bulletin ${number} frozen. ${sentence.en}`,
    })
  await audit(ctx, 'report.froze', `bulletin/${id}`, { number, asOf, digest })
  changed(ctx, `bulletin/${id}`)
}
