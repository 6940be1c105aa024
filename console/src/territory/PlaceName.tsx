import { get } from '@muster/core/territory/wire.ts'
import { useAsk } from '../platform/api.ts'

/** A place's name where only its code is known; the code until the name is there. */
export function PlaceName({ code }: { code: string }) {
  const place = useAsk(get, { code })
  return <>{place.data?.name ?? code}</>
}
