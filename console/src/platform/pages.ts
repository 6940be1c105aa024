import type { Endpoint, InputOf, OutputOf } from '@muster/core/platform/endpoint.ts'
import type { Problem } from '@muster/core/platform/problem.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { ask, keyOf } from './api.ts'
import { problemOf } from './problem.ts'
import { useHolds } from './session.ts'

interface Page {
  readonly rows: readonly unknown[]
  readonly next: string | null
  readonly total: number
}
type RowOf<E extends Endpoint> = OutputOf<E> extends { rows: readonly (infer R)[] } ? R : never

/** The pages of a list asked so far, as one list. */
export interface Pages<R> {
  /** Undefined until the first page is there. */
  readonly rows: readonly R[] | undefined
  readonly total: number
  readonly problem: Problem | undefined
  readonly waiting: boolean
  readonly refreshing: boolean
  readonly allowed: boolean
  /** Asks for the next page; nothing happens on the last one. */
  readonly more: () => void
  readonly again: () => void
}

/** Asks a list page by page; the reader scrolls, and never waits for 10,000 rows. */
export function usePages<E extends Endpoint>(entry: E, input: InputOf<E>): Pages<RowOf<E>> {
  const holds = useHolds()
  const allowed = entry.may === 'anyone' || entry.may === 'signed-in' || holds(entry.may)
  const query = useInfiniteQuery({
    queryKey: [...keyOf(entry, input), 'pages'],
    queryFn: ({ signal, pageParam }) => ask(entry, after(input, pageParam), { signal }) as Promise<Page>,
    initialPageParam: '',
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
    enabled: allowed,
  })
  const more = () => {
    if (query.hasNextPage && !query.isFetching) void query.fetchNextPage()
  }
  return {
    rows: query.data?.pages.flatMap(page => page.rows as RowOf<E>[]),
    total: query.data?.pages.at(-1)?.total ?? 0,
    problem: query.error ? problemOf(query.error) : undefined,
    waiting: query.isLoading,
    refreshing: query.isFetching || query.isPlaceholderData,
    allowed,
    more,
    again: () => void query.refetch(),
  }
}

const after = <I>(input: I, cursor: string): I => (cursor ? { ...(input as object), after: cursor } : input) as I
