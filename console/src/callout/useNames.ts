import type { Call } from '@muster/core/callout/wire.ts'
import { unit } from '@muster/core/people/wire.ts'
import { get as territory } from '@muster/core/territory/wire.ts'
import { useQueries } from '@tanstack/react-query'
import { ask, keyOf } from '../platform/api.ts'

/** The names of a call's units and places, by id and code; undefined while some are still asked for. */
export function useNames({ audience, muster }: Call): ReadonlyMap<string, string> | undefined {
  const codes = [...new Set([...audience.territories, ...(muster.territory ? [muster.territory] : [])])]
  return useQueries({
    queries: [
      ...audience.unitIds.map(unitId => ({
        queryKey: keyOf(unit, { unitId }),
        queryFn: (): Promise<{ name: string }> => ask(unit, { unitId }),
      })),
      ...codes.map(code => ({
        queryKey: keyOf(territory, { code }),
        queryFn: (): Promise<{ name: string }> => ask(territory, { code }),
      })),
    ],
    combine: results => {
      if (results.some(({ isLoading }) => isLoading)) return undefined
      const keys = [...audience.unitIds, ...codes]
      return new Map(keys.map((key, at) => [key, results[at]?.data?.name ?? key]))
    },
  })
}
