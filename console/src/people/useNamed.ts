import { unit } from '@muster/core/people/wire.ts'
import { get } from '@muster/core/territory/wire.ts'
import { useAsk } from '../platform/api.ts'
import type { Choice } from '../shared/Picker.tsx'

/** A unit known by its id, as a picker shows it. */
export function useNamedUnit(id: string | undefined): readonly Choice[] {
  const asked = useAsk(unit, { unitId: id ?? '' }, { when: Boolean(id) })
  return id ? [{ key: id, name: asked.data?.name ?? '…' }] : []
}

/** A place known by its code, as a picker shows it. */
export function useNamedPlace(code: string | undefined): readonly Choice[] {
  const asked = useAsk(get, { code: String(code ?? '') }, { when: Boolean(code) })
  return code ? [{ key: String(code), name: asked.data?.name ?? String(code) }] : []
}
