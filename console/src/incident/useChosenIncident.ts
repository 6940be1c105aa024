import { list } from '@muster/core/incident/wire.ts'
import { useSearch } from '@tanstack/react-router'
import { useAsk } from '../platform/api.ts'

/** The incident that a page's address names (`?incident=`), else the newest that runs; all of them, those that run first. */
export function useChosenIncident() {
  const { incident: chosen }: { incident?: string } = useSearch({ strict: false })
  const asked = useAsk(list, { limit: 200 })
  const all = asked.data?.rows ?? []
  const ordered = [...all.filter(({ closedAt }) => !closedAt), ...all.filter(({ closedAt }) => closedAt)]
  return { asked, all: ordered, incident: ordered.find(({ id }) => id === chosen) ?? ordered[0] }
}
