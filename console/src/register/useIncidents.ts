import { list } from '@muster/core/incident/wire.ts'
import { useAsk } from '../platform/api.ts'

/** The incidents, those that run first; the one that was chosen, or the newest that runs. */
export function useIncidents(chosen: string | undefined) {
  const asked = useAsk(list, { limit: 200 })
  const all = asked.data?.rows ?? []
  const ordered = [...all.filter(({ closedAt }) => !closedAt), ...all.filter(({ closedAt }) => closedAt)]
  return { asked, all: ordered, incident: ordered.find(({ id }) => id === chosen) ?? ordered[0] }
}
