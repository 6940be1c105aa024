import type * as wire from '@muster/core/access/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type { Ctx } from '../platform/context.ts'

export interface CityOfRegistry {
  readonly code: string
  readonly name: string
  readonly province: string
}

/** What the sign-in page must know. @param findCities looks in the registry of divisions; given by the slice that knows places */
export function setupStateWith(findCities: (search: string) => CityOfRegistry[]) {
  return async (ctx: Ctx, input: ParsedOf<typeof wire.setupState>) => {
    const tenants = await ctx.tx
      .selectFrom('tenant')
      .select(['tenant as id', 'name'])
      .orderBy('created_at')
      .limit(500)
      .execute()
    const needed = tenants.length === 0
    return { needed, tenants, cities: needed && input.search ? findCities(input.search) : [] }
  }
}
