import { type IncidentKind, list } from '@muster/core/incident/wire.ts'
import { usePacks } from '../../incident/usePacks.ts'
import { useAsk } from '../../platform/api.ts'
import { useSaid } from '../../platform/language.ts'

/** The kinds of posts that hazard packs know, by incident: names for the list, proposals for a new post. */
export function useKinds() {
  const said = useSaid()
  const packs = usePacks()
  const incidents = useAsk(list, { limit: 200 }).data?.rows ?? []
  const kindOf = (incidentId: string | null): IncidentKind =>
    incidents.find(({ id }) => id === incidentId)?.kind ?? 'peacetime'
  const packPosts = (incidentId: string | null) => packs.packOf(kindOf(incidentId))?.posts ?? []
  return {
    /** Those that still run, the newest first. */
    running: incidents.filter(({ closedAt }) => closedAt === null),
    packPosts,
    word: ({ incidentId, kind }: { readonly incidentId: string | null; readonly kind: string }) => {
      const found = packPosts(incidentId).find(({ key }) => key === kind)
      return found ? said(found.words) : kind
    },
  }
}
