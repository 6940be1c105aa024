import { type IncidentKind, list } from '@muster/core/incident/wire.ts'
import { usePacks } from '../../incident/usePacks.ts'
import { useAsk } from '../../platform/api.ts'
import { useSaid } from '../../platform/language.ts'

/** The kinds of posts that hazard packs know, by incident: names for the list, proposals for a new post. */
export function useKinds() {
  const said = useSaid()
  const packs = usePacks()
  const asked = useAsk(list, { limit: 200 })
  const incidents = asked.data?.rows ?? []
  const kindOf = (incidentId: string | null): IncidentKind =>
    incidents.find(({ id }) => id === incidentId)?.kind ?? 'peacetime'
  const packPosts = (incidentId: string | null) => packs.packOf(kindOf(incidentId))?.posts ?? []
  return {
    /** Those that still run, the newest first. */
    running: incidents.filter(({ closedAt }) => closedAt === null),
    packPosts,
    word: ({ incidentId, kind }: { readonly incidentId: string | null; readonly kind: string }) => {
      const found = packPosts(incidentId).find(({ key }) => key === kind)
      // Until the packs are there nothing is said: a key would jump into a word.
      if (!found && (asked.waiting || packs.rows.length === 0)) return ''
      return found ? said(found.words) : kind
    },
  }
}
