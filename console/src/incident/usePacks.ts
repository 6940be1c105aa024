import { type Incident, type IncidentKind, type Pack, packs } from '@muster/core/incident/wire.ts'
import { useAsk } from '../platform/api.ts'
import { useSaid } from '../platform/language.ts'
import type { State } from '../shared/StateMark.tsx'

/** The hazard packs, and the words of an incident's kind, level and phase in the reader's language. */
export function usePacks() {
  const said = useSaid()
  const asked = useAsk(packs, {})
  const rows = asked.data?.rows ?? []
  const packOf = (kind: IncidentKind): Pack | undefined => rows.find(pack => pack.kind === kind)
  const levelOf = ({ kind, level }: Pick<Incident, 'kind' | 'level'>) =>
    packOf(kind)?.levels.find(({ key }) => key === level)
  return {
    rows,
    packOf,
    kindWord: (kind: IncidentKind) => wordOf(packOf(kind), said, kind),
    levelWord: (incident: Pick<Incident, 'kind' | 'level'>) => wordOf(levelOf(incident), said, incident.level),
    levelTone: (incident: Pick<Incident, 'kind' | 'level'>): State => levelOf(incident)?.tone ?? 'silent',
    phaseWord: ({ kind, phase }: Pick<Incident, 'kind' | 'phase'>) =>
      wordOf(
        packOf(kind)?.phases.find(({ key }) => key === phase),
        said,
        phase,
      ),
  }
}

const wordOf = (
  thing: Pick<Pack, 'words'> | undefined,
  said: ReturnType<typeof useSaid>,
  otherwise: string | null,
): string => (thing ? said(thing.words) : (otherwise ?? ''))
