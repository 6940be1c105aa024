import type { Territory } from '@muster/core/territory/wire.ts'
import './Territory.css'
import { useHolds } from '../platform/session.ts'
import { Copy } from '../shared/Copy.tsx'
import { Go } from '../shared/Go.tsx'
import { useTerritoryWords } from './words.ts'

interface Props {
  readonly place: Territory | undefined
  readonly version: string | null
}

/** What is known of one place. */
export function PlaceDetails({ place, version }: Props) {
  const say = useTerritoryWords()
  const holds = useHolds()
  if (!place) return <p className="soft place">{say('chooseOne')}</p>
  return (
    <section className="place" aria-live="polite" aria-label={place.name}>
      <h2>{place.name}</h2>
      <dl className="facts">
        <dt>{say('code')}</dt>
        <dd>
          <span className="digits">{place.code}</span> <Copy small text={place.code} />
        </dd>
        <dt>{say('level')}</dt>
        <dd>{say(`level.${place.level}`)}</dd>
        <dt>{say('trail')}</dt>
        <dd>{place.trail.slice(0, -1).join(' › ') || '–'}</dd>
        {place.level === 'community' && (
          <>
            <dt>{say('urban')}</dt>
            <dd>{say(place.urban ? 'urbanYes' : 'urbanNo')}</dd>
          </>
        )}
        {place.zone && (
          <>
            <dt>{say('zone')}</dt>
            <dd>{say('zoneYes')}</dd>
          </>
        )}
        <dt>{say('children')}</dt>
        <dd>{place.children > 0 ? say('childrenCount', { count: place.children }) : say('noChildren')}</dd>
        <dt>{say('boundary')}</dt>
        <dd>{say(place.hasBoundary ? 'boundaryYes' : 'boundaryNo')}</dd>
        <dt>{say('version')}</dt>
        <dd className="digits">{versionWords(version, say('versionOwn'))}</dd>
      </dl>
      {holds('people.read') && (
        <Go to="/people" search={{ territory: place.code }}>
          {say('seePeople')}
        </Go>
      )}
    </section>
  )
}

/** A registry's date, or that the divisions came by CSV. */
export const versionWords = (version: string | null, own: string): string =>
  version === null || version === 'csv' ? own : version
