import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { resolvePlace } from '@muster/core/territory/resolve.ts'
import type * as wire from '@muster/core/territory/wire.ts'
import type { Ctx } from '../platform/context.ts'
import { placesOf } from './places.ts'
import { inOrder } from './queries.ts'

/** An unknown name is compared with every place, which takes milliseconds: so many, then others get their turn. */
const BEFORE_YIELD = 4

/** Says of each written name which place it means, which it may mean, or which are near. Never guesses. */
export async function resolve(ctx: Ctx, { within, names }: ParsedOf<typeof wire.resolve>) {
  const { index } = await placesOf(ctx)
  const verdicts: { name: string; verdict: 'found' | 'ambiguous' | 'unknown'; codes: readonly string[] }[] = []
  for (const [turn, name] of names.entries()) {
    if (turn % BEFORE_YIELD === BEFORE_YIELD - 1) await new Promise(resolve => setImmediate(resolve))
    verdicts.push({ name, ...verdictOn(resolvePlace(index, name, within)) })
  }
  const places = new Map(
    (await inOrder(ctx, [...new Set(verdicts.flatMap(one => one.codes))])).map(place => [place.code, place]),
  )
  return {
    rows: verdicts.map(({ name, verdict, codes }) => ({
      name,
      verdict,
      candidates: codes.flatMap(code => places.get(code) ?? []),
    })),
  }
}

function verdictOn(found: ReturnType<typeof resolvePlace>) {
  if ('found' in found) return { verdict: 'found' as const, codes: [found.found] }
  if ('ambiguous' in found) return { verdict: 'ambiguous' as const, codes: found.ambiguous }
  return { verdict: 'unknown' as const, codes: found.near }
}
