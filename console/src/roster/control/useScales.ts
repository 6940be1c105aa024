import { list } from '@muster/core/incident/wire.ts'
import { usePacks } from '../../incident/usePacks.ts'
import { useAsk } from '../../platform/api.ts'

/** The incidents that run, and the scales of control that the hazard pack of one of them knows. */
export function useScales(incidentId: string | undefined) {
  const packs = usePacks()
  const incidents = useAsk(list, { limit: 200 }).data?.rows ?? []
  const running = incidents.filter(({ closedAt }) => closedAt === null)
  const incident = incidentId ? incidents.find(({ id }) => id === incidentId) : running[0]
  return { running, incident, scales: (incident && packs.packOf(incident.kind)?.controls) ?? [] }
}
