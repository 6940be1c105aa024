import { useNavigate, useSearch } from '@tanstack/react-router'

/** Which part of unit × territory the table shows; it stands in the address. */
export interface Cell {
  readonly by: 'territory' | 'unit'
  readonly territory: string | undefined
  readonly unitId: string | undefined
}

export function useCell(): [cell: Cell, show: (change: Partial<Cell>) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const textOf = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  const cell: Cell = {
    by: search.by === 'unit' ? 'unit' : 'territory',
    territory: textOf(search.territory),
    unitId: textOf(search.unitId),
  }
  return [cell, change => void navigate({ to: '.', search: { ...search, ...cell, ...change }, resetScroll: false })]
}
