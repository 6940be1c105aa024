import { hoursWords, instantWords } from '@muster/core/roster/ask-sentences.ts'
import { rotaChangedSentence } from '@muster/core/roster/rota-sentences.ts'
import { tellPeople } from '../../people/messages.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Change } from './places.ts'

/** One message to each whose hours changed, with all that changed for them. @returns how many were told */
export async function tellChanges(ctx: Ctx, rotaId: string, changes: readonly Change[]): Promise<number> {
  const { zone } = ctx.tenant
  const people = Map.groupBy(changes, ({ personId }) => personId)
  const messages = [...people].map(([personId, own]) => ({
    personId,
    topic: `rota/${rotaId}`,
    ...rotaChangedSentence(
      own.map(({ shift, was, is }) => ({
        post: shift.post.name,
        hours: hoursWords(zone, shift.startsAt, shift.endsAt),
        reportAt: instantWords(zone, shift.reportAt),
        was,
        is,
      })),
    ),
  }))
  await tellPeople(ctx, messages)
  return messages.length
}
