import { momentIn } from '@muster/core/platform/moment.ts'
import { frozenFigures } from '@muster/core/report/figures.ts'
import { publicSentence, sentence } from '@muster/core/report/sentence.ts'
import type { Bulletin } from '@muster/core/report/wire.ts'
import { gapsAsOf } from '../enrolment/coverage.ts'
import { countReports } from '../enrolment/figures.ts'
import { placesInOrder } from '../enrolment/places.ts'
import { table } from '../enrolment/table.ts'
import { type Ctx, NO_SCOPE } from '../platform/context.ts'

/** What a bulletin says; a recount as of the same instant says the same. */
export type Content = Pick<Bulletin, 'figures' | 'tables' | 'sentence' | 'publicSentence'>

/** Counts the whole city as of an instant, whoever asks: a bulletin is one for all its readers. */
export async function countCity(reader: Ctx, asOf: Date, incidentId: string | null): Promise<Content> {
  const ctx: Ctx = { ...reader, scope: { ...NO_SCOPE, tenant: true, roles: reader.scope.roles } }
  const asked = { asOf, ...(incidentId && { incidentId }) }
  const counts = await countReports(ctx, asked)
  const input = { ...asked, asOf: asOf.toISOString() }
  const { rows: areas } = await table(ctx, { ...input, by: 'territory' })
  const { rows: units } = await table(ctx, { ...input, by: 'unit' })
  const gaps = await gapsAsOf(ctx, asked)
  const reported = areas.filter(({ people }) => people > 0)
  const said = { ...counts, at: momentIn(ctx.tenant.zone, asOf), areas: await areasSaid(ctx, reported) }
  return {
    figures: frozenFigures(counts),
    tables: {
      byTerritory: areas.map(({ key, name, people, units, streets, communities }) => {
        return { code: key, name, people, units, streets, communities }
      }),
      byUnit: units.map(({ key, name, people, communities }) => ({ id: key, name, people, communities })),
      uncoveredStreets: await placesInOrder(ctx, gaps.streets),
      uncoveredCommunities: await placesInOrder(ctx, gaps.communities),
    },
    sentence: sentence(said),
    publicSentence: publicSentence(said),
  }
}

async function areasSaid(ctx: Ctx, areas: readonly { key: string; name: string }[]) {
  if (areas.length === 0) return []
  return ctx.tx
    .selectFrom('territory')
    .select(['name', 'zone'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where(
      'code',
      'in',
      areas.map(({ key }) => key),
    )
    .execute()
}
