import { setImmediate } from 'node:timers/promises'
import { type Chain, type ChainLine, nameKey } from '@muster/core/people/chain.ts'
import type * as wire from '@muster/core/people/chain.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { narrowed } from '../list.ts'
import { insist, peopleWithin, unitWhereabouts } from '../reach.ts'
import { PEOPLE } from '../rows.ts'
import { parseGently } from './parse.ts'

type Line = z.infer<typeof wire.ChainLine>
type Match = Line['candidates'][number]

const MOST_CANDIDATES = 20

/**
 * Says of every line of a pasted 接龙 whom it may mean among the people the actor reaches. One of that name is
 * offered, several are a question, nobody is a stranger; nothing is saved.
 */
export async function previewChain(ctx: Ctx, { text, unitId }: ParsedOf<typeof wire.previewChain>) {
  if (unitId) await insist(ctx, unitWhereabouts(ctx, unitId))
  const chain = await parseGently(text)
  const matches = await peopleNamed(ctx, chain, unitId)
  await setImmediate()
  const lines = chain.lines.map(line => asLine(line, matches.get(nameKey(line.name ?? '')) ?? []))
  if (chain.cut) lines.push({ ...BLANK, line: lines.length + 1, why: chain.cut })
  const count = (verdict: Line['verdict']) => lines.filter(line => line.verdict === verdict).length
  const [person, several, stranger, repeat] = [count('person'), count('several'), count('stranger'), count('repeat')]
  return {
    lines,
    counts: { person, several, stranger, repeat, other: lines.length - person - several - stranger - repeat },
  }
}

const BLANK = {
  shown: '…',
  verdict: 'unreadable',
  person: null,
  candidates: [],
  count: 0,
  note: null,
} as const satisfies Partial<Line>

function asLine(line: ChainLine, matches: readonly Match[]): Line {
  const isName = line.verdict === 'person' || line.verdict === 'repeat'
  const [only, ...others] = isName ? matches : []
  const verdict =
    line.verdict === 'person' ? (only ? (others.length > 0 ? 'several' : 'person') : 'stranger') : line.verdict
  return {
    line: line.line,
    shown: line.shown,
    verdict: verdict === 'too-many-on-line' ? 'unreadable' : verdict,
    why: line.why,
    person: only && others.length === 0 ? { id: only.id, name: only.name, unit: only.unit } : null,
    candidates: only && others.length > 0 ? matches.slice(0, MOST_CANDIDATES) : [],
    count: line.count,
    note: line.note,
  }
}

/** People in reach by the shape of their name. Names of Chinese characters are their own shape; the few others are compared here. */
async function peopleNamed(ctx: Ctx, chain: Chain, unitId: string | undefined): Promise<Map<string, Match[]>> {
  const wanted = new Set(chain.lines.flatMap(({ name }) => (name === null ? [] : [nameKey(name)])))
  const conditions = [sql`p.left_at is null`, peopleWithin(ctx), ...narrowed(ctx, unitId ? { unitId } : {})]
  const { rows } = await sql<Match & { name: string }>`
    select p.id, p.name, u.name as unit, p.volunteer_no as "volunteerNo" from ${PEOPLE}
     where p.tenant = ${ctx.tenant.tenant} and ${sql.join(conditions, sql` and `)}
       and (p.name = any(${[...wanted]}::text[]) or p.name !~ '^[一-鿿]*$')
     order by p.volunteer_no`.execute(ctx.tx)
  const fitting = rows.filter(row => wanted.has(nameKey(row.name)))
  return Map.groupBy(fitting, row => nameKey(row.name))
}
