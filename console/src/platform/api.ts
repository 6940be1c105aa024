import { type Client, client } from '@muster/core/platform/client.ts'
import type { Endpoint, InputOf, OutputOf } from '@muster/core/platform/endpoint.ts'
import type { Problem } from '@muster/core/platform/problem.ts'
import { keepPreviousData, QueryClient, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { noteBehind } from './behind.ts'
import { newId } from './ids.ts'
import { language } from './language.ts'
import { problemOf } from './problem.ts'
import { useHolds } from './session.ts'

/** The one door to the server. */
export const ask: Client = client({
  at: '',
  fetch: (input, init) => fetch(input, init),
  headers: () => ({ 'accept-language': language() === 'zh' ? 'zh-CN' : 'en' }),
  answered: ({ name }, input, headers) => {
    const queryKey = [name, input] // as keyOf makes it
    noteBehind(queryKey, headers, () => void queries.invalidateQueries({ queryKey, exact: true }))
  },
})

/** A busy server says when to come back; a lost line is tried again after one second, then two. */
const pauseBefore = (failures: number, error: Error): number =>
  1000 * (Number(problemOf(error).details.seconds) || 2 ** failures)

/** Answers stay fresh until the live stream says that they changed; a network failure is asked again twice. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      retry: (failures, error) => failures < 2 && problemOf(error).retry !== 'review',
      retryDelay: pauseBefore,
      refetchOnWindowFocus: false,
      // Asked without a network too: the reader should be told, and not wait before an empty page.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** The key under which an answer is kept; live.ts reads the slice out of its first part. */
export const keyOf = <E extends Endpoint>(entry: E, input: InputOf<E>) => [entry.name, input] as const

export interface Asked<T> {
  readonly data: T | undefined
  readonly problem: Problem | undefined
  /** Nothing to show yet. */
  readonly waiting: boolean
  /** The answer shown is being asked anew, or is of the question before. */
  readonly refreshing: boolean
  /** False when the actor's role may not ask this; then nothing is asked. */
  readonly allowed: boolean
  /** When the answer came, by this computer's clock. */
  readonly heardAt: number
  readonly again: () => void
}

export interface AskOptions {
  /** Ask only when this holds; true if left out. */
  readonly when?: boolean
  /** Ask anew every so many milliseconds. */
  readonly every?: number
  /** Keep the answer to the question before on the screen until the new one is there. */
  readonly keep?: boolean
}

/** Asks a contract entry and keeps the answer up to date. Not asked when the actor does not hold its verb. */
export function useAsk<E extends Endpoint>(entry: E, input: InputOf<E>, options: AskOptions = {}): Asked<OutputOf<E>> {
  const holds = useHolds()
  const allowed = entry.may === 'anyone' || entry.may === 'signed-in' || holds(entry.may)
  const query = useQuery<OutputOf<E>>({
    ...questionOf(entry, input),
    enabled: allowed && options.when !== false,
    ...(options.every ? { refetchInterval: options.every } : {}),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  })
  return {
    data: query.data,
    problem: query.error ? problemOf(query.error) : undefined,
    waiting: query.isLoading,
    refreshing: query.isFetching || query.isPlaceholderData,
    allowed,
    heardAt: query.dataUpdatedAt,
    again: () => void query.refetch(),
  }
}

const questionOf = <E extends Endpoint>(entry: E, input: InputOf<E>) => ({
  queryKey: keyOf(entry, input),
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<OutputOf<E>> => ask(entry, input, { signal }),
})

/** Asks what anybody signed in may ask, once for each input: the answers that are there, the former until then. */
export function useAskEach<E extends Endpoint>(entry: E, inputs: readonly InputOf<E>[], when: boolean) {
  const asked = useQueries({
    queries: inputs.map(input => ({
      ...questionOf(entry, input),
      enabled: when,
      placeholderData: keepPreviousData,
    })),
  })
  return {
    answers: asked.flatMap(({ data }) => (data === undefined ? [] : [data as OutputOf<E>])),
    refreshing: asked.some(({ isFetching, isPlaceholderData }) => isFetching || isPlaceholderData),
  }
}

export interface Tell<E extends Endpoint> {
  /** Sends; answers undefined when the server refused, and `problem` says why. */
  readonly tell: (input: InputOf<E>) => Promise<OutputOf<E> | undefined>
  readonly telling: boolean
  readonly problem: Problem | undefined
  readonly forget: () => void
}

/**
 * Sends to a contract entry. The same input keeps its idempotency key until it was answered, so that a second press
 * after a broken line is not a second act. Afterwards the slice's answers are asked anew.
 */
export function useTell<E extends Endpoint>(entry: E): Tell<E> {
  const cache = useQueryClient()
  const pending = useRef({ input: '', key: '' })
  const mutation = useMutation({
    mutationFn: (input: InputOf<E>) => {
      const shown = JSON.stringify(input, withoutBytes)
      if (pending.current.input !== shown) pending.current = { input: shown, key: newId() }
      return ask(entry, input, { idempotencyKey: pending.current.key })
    },
    onError: error => {
      if (problemOf(error).retry === 'review') pending.current = { input: '', key: '' }
    },
    onSuccess: () => {
      pending.current = { input: '', key: '' }
      void cache.invalidateQueries({ predicate: query => sliceOf(query.queryKey) === sliceOf([entry.name]) })
    },
  })
  return {
    tell: input => mutation.mutateAsync(input).catch(() => undefined),
    telling: mutation.isPending,
    problem: mutation.error ? problemOf(mutation.error) : undefined,
    forget: mutation.reset,
  }
}

/** An uploaded file is told by its size; its name and the act's id stand beside it. */
const withoutBytes = (_: string, value: unknown) => (value instanceof Uint8Array ? value.byteLength : value)

/** The slice that answers a question: `callout` of `callout.list`. */
export const sliceOf = (key: readonly unknown[]): string => String(key[0]).split('.')[0]!
