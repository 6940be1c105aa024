import { get, type Territory } from '@muster/core/territory/wire.ts'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../platform/api.ts'
import { problemOf } from '../platform/problem.ts'

/** A place with all places above it, the widest first; a link may lead to any place. */
export function usePath(code: string | undefined) {
  const query = useQuery({
    queryKey: ['territory.get', 'path', code],
    queryFn: () => pathTo(code!),
    enabled: code !== undefined,
    placeholderData: before => before,
  })
  return {
    path: code === undefined ? [] : (query.data ?? []),
    problem: query.error ? problemOf(query.error) : undefined,
  }
}

async function pathTo(code: string): Promise<Territory[]> {
  const path: Territory[] = []
  for (let next: string | null = code; next !== null; next = path[0]?.parent ?? null) {
    path.unshift(await ask(get, { code: next }))
  }
  return path
}
