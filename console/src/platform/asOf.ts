import { useNavigate, useSearch } from '@tanstack/react-router'

export interface AsOf {
  /** The instant the page speaks of; undefined is now. */
  readonly asOf: string | undefined
  readonly live: boolean
  readonly goTo: (instant: string | undefined) => void
}

/** The page's instant stands in its address (`?asOf=`), so that a view of the past can be sent to somebody. */
export function useAsOf(): AsOf {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const asOf = isInstant(search.asOf) ? search.asOf : undefined
  return {
    asOf,
    live: asOf === undefined,
    goTo: instant =>
      void navigate({ to: '.', search: { ...search, asOf: instant }, replace: true, resetScroll: false }),
  }
}

/** `{ asOf }` for a request: nothing at all when the page shows now. */
export const asOfInput = (asOf: string | undefined): { asOf?: string } => (asOf === undefined ? {} : { asOf })

const isInstant = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value))
