import type { SKILLS } from '@muster/core/people/wire.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'

export interface PeopleFilter {
  readonly search?: string | undefined
  readonly unitId?: string | undefined
  readonly territory?: string | undefined
  readonly skill?: (typeof SKILLS)[number] | undefined
}

/** The filter stands in the address, so that a narrowed list can be sent to somebody and Back leads to it. */
export function usePeopleFilter(): [PeopleFilter, (filter: PeopleFilter) => void] {
  const { search, unitId, territory, skill }: PeopleFilter = useSearch({ strict: false })
  const navigate = useNavigate()
  const set = (filter: PeopleFilter) =>
    void navigate({ to: '.', search: { ...filter }, replace: true, resetScroll: false })
  return [{ search, unitId, territory, skill }, set]
}

/** What is asked of the server: nothing that was not filled in. A number in the address arrives as a number. */
export function filterInput({ search, unitId, territory, skill }: PeopleFilter) {
  const typed = String(search ?? '').trim()
  return {
    ...(typed ? { search: typed } : {}),
    ...(unitId ? { unitId } : {}),
    ...(territory ? { territory: String(territory) } : {}),
    ...(skill ? { skill } : {}),
  }
}

export const isNarrow = (filter: PeopleFilter): boolean => Object.keys(filterInput(filter)).length > 0
