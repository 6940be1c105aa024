import type * as wire from '@muster/core/enrolment/wire.ts'
import type { Report } from '@muster/core/enrolment/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import { lockLedger } from '../ledger/write.ts'
import { personByVolunteerNo } from '../people/find.ts'
import { type Ctx, personOf } from '../platform/context.ts'
import type { Asked } from '../platform/slice.ts'
import { type Arriving, enrol, enrolAll, leave } from './enrol.ts'
import { reportById, reportsById } from './reports.ts'

/** I report in. */
export const reportIn = (ctx: Ctx, input: ParsedOf<typeof wire.reportIn>): Promise<Report> =>
  arrive(ctx, reportingIn(ctx, input))

/** Many who report in at once. Two reports of one person are decided one after the other. */
export async function reportInTogether(asked: readonly Asked<typeof wire.reportIn>[]) {
  const { ctx } = asked[0]!
  const firsts = Map.groupBy(asked, one => one.ctx.actor?.personId ?? null)
  firsts.delete(null)
  const turns = [...firsts.values()].map(([one]) => one!)
  const arrivals = turns.map(one => ({ ctx: one.ctx, arriving: reportingIn(one.ctx, one.input), permit: permitted }))
  const outcomes = await enrolAll(ctx, arrivals)
  const reports = await reportsById(
    ctx,
    turns.map(({ input }) => input.id),
  )
  // NOTE: by the request, not by the id: two people may have sent the same one, and only one of them is refused.
  const answers = new Map(
    turns.map((one, nth) => {
      const outcome = outcomes[nth]
      return [one, outcome instanceof Problem ? outcome : reports.get(one.input.id)] as const
    }),
  )
  return asked.map(one => answers.get(one))
}

const reportingIn = (ctx: Ctx, { community, ...input }: ParsedOf<typeof wire.reportIn>): Arriving => {
  return { ...input, territory: community, personId: personOf(ctx), ...when(input.occurredAt) }
}

/** I report somewhere else from now on. */
export const moveOwn = (ctx: Ctx, { community, reportId, ...input }: ParsedOf<typeof wire.moveOwn>): Promise<Report> =>
  arrive(ctx, { ...input, territory: community, personId: personOf(ctx), supersedes: reportId })

/** The desk moves the report of somebody it reaches. */
export const move = (ctx: Ctx, { community, reportId, ...input }: ParsedOf<typeof wire.move>): Promise<Report> =>
  arrive(ctx, { ...input, territory: community, supersedes: reportId })

/** The desk receives whoever stands at its counter; whose number it does not know, it cannot tell from a wrong one. */
export async function receive(ctx: Ctx, input: ParsedOf<typeof wire.receive>): Promise<Report> {
  const { code, volunteerNo, occurredAt, ...rest } = input
  const personId = await personByVolunteerNo(ctx, volunteerNo)
  if (!personId) throw door('door/not-found')
  return arrive(ctx, { ...rest, territory: code, personId, ...when(occurredAt) })
}

/** I leave. */
export async function leaveOwn(ctx: Ctx, input: ParsedOf<typeof wire.leaveOwn>) {
  await lockLedger(ctx)
  await leave(ctx, { ...input, personId: personOf(ctx) }, permitted)
  return { left: true as const }
}

async function arrive(ctx: Ctx, arriving: Arriving): Promise<Report> {
  await lockLedger(ctx)
  await enrol(ctx, arriving, permitted)
  return reportById(ctx, arriving.id)
}

/** The door has decided by the endpoint's reach. */
const permitted = () => {}

const when = (occurredAt: string | undefined) => ({ occurredAt: occurredAt ? new Date(occurredAt) : undefined })
