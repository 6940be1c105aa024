import type { Words } from '@muster/core/platform/shapes.ts'
import { hoursWords } from '@muster/core/roster/ask-sentences.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Planned } from './plan.ts'

/** The names of people by id. */
export async function namesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from person where tenant = ${ctx.tenant.tenant} and id = any(${ids}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Some people in a sentence; whoever has no name here is only counted. */
export function listed(ids: readonly string[], names: ReadonlyMap<string, string>): Words {
  if (ids.length === 0) return { zh: '无人', en: 'nobody' }
  const known = ids.flatMap(id => names.get(id) ?? [])
  const others = ids.length - known.length
  return {
    zh: [...known, ...(others > 0 ? [`另 ${others} 人`] : [])].join('、'),
    en: [...known, ...(others > 0 ? [`${others} more`] : [])].join(', '),
  }
}

/** Where and when, for the sentence of a refusal. */
export function whereOf(ctx: Ctx, { post, startsAt, endsAt }: Pick<Planned, 'post' | 'startsAt' | 'endsAt'>) {
  const { zh, en } = hoursWords(ctx.tenant.zone, startsAt, endsAt)
  return { post: post.name, timeZh: zh, timeEn: en }
}
