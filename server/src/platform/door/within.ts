import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '../context.ts'

/** The columns of a query by which its rows can be reached; left out where a row has no such side. */
export interface Sides {
  readonly territoryPath?: RawBuilder<unknown>
  readonly unitPath?: RawBuilder<unknown>
  readonly teamPath?: RawBuilder<unknown>
  readonly personId?: RawBuilder<unknown>
}

/** The condition that keeps a list or figure inside the actor's scope: `where … and ${within(ctx.scope, { … })}`. */
export function within(scope: Scope, sides: Sides): RawBuilder<boolean> {
  if (scope.tenant) return sql<boolean>`true`
  const any: RawBuilder<unknown>[] = []
  const below = (column: RawBuilder<unknown> | undefined, tops: readonly string[]) => {
    if (column) for (const top of tops) any.push(sql`${column} like ${`${top}%`}`)
  }
  below(sides.territoryPath, scope.territoryPaths)
  below(sides.unitPath, scope.unitPaths)
  below(sides.teamPath, scope.teamPaths)
  if (sides.personId && scope.personId) any.push(sql`${sides.personId} = ${scope.personId}`)
  return any.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(any, sql` or `)})`
}
