import { children } from '@muster/core/territory/wire.ts'
import { useAsk } from '../platform/api.ts'
import { useListed } from '../shared/useListed.ts'
import { versionWords } from './PlaceDetails.tsx'
import { useTerritoryWords } from './words.ts'

/** Which divisions are in use, and of which city. */
export function Divisions() {
  const listed = useListed()
  const say = useTerritoryWords()
  const { data } = useAsk(children, {})
  if (!data) return <>…</>
  const names = listed(data.rows.map(({ name }) => name))
  return <>{data.rows.length === 0 ? say('none') : `${versionWords(data.version, say('versionOwn'))} · ${names}`}</>
}
