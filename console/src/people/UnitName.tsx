import { unit } from '@muster/core/people/wire.ts'
import { useAsk } from '../platform/api.ts'

/** A unit's name where only its id is known. */
export function UnitName({ id }: { id: string }) {
  const asked = useAsk(unit, { unitId: id })
  return <>{asked.data?.name ?? '…'}</>
}
