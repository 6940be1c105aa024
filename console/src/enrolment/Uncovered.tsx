import { Go } from '../shared/Go.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useEnrolmentWords } from './words.ts'

interface Place {
  readonly code: string
  readonly name: string
  readonly trail: readonly string[]
}
interface Props {
  readonly streets: readonly Place[]
  readonly communities: readonly Place[]
}

/** Names of one area shown at once; on the first morning there are hundreds. */
const SHOWN = 20

/** Where nobody has reported, area by area, by name: a list to act on, not a number to look at. */
export function Uncovered({ streets, communities }: Props) {
  const say = useEnrolmentWords()
  if (streets.length + communities.length === 0) return <StateMark state="good">{say('allCovered')}</StateMark>
  const areas = groupBy([...streets, ...communities])
  return (
    <ul className="uncovered">
      {areas.map(([area, places]) => (
        <li key={area}>
          <b>{area}</b>
          <span className="uncovered-count">
            <StateMark state="gap">{countWords(say, places, streets)}</StateMark>
          </span>
          <div className="uncovered-names">
            <Names places={places.slice(0, SHOWN)} />
            {places.length > SHOWN && (
              <details>
                <summary>{say('uncoveredMore', { count: places.length - SHOWN })}</summary>
                <Names places={places.slice(SHOWN)} />
              </details>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Names({ places }: { places: readonly Place[] }) {
  return places.map(({ code, name }) => (
    <Go key={code} to="/enrolment" search={{ territory: code }}>
      {name}
    </Go>
  ))
}

function countWords(
  say: ReturnType<typeof useEnrolmentWords>,
  places: readonly Place[],
  streets: readonly Place[],
): string {
  const ofStreets = places.filter(place => streets.includes(place)).length
  const ofCommunities = places.length - ofStreets
  const parts = []
  if (ofStreets > 0) parts.push(say('uncoveredStreets', { count: ofStreets }))
  if (ofCommunities > 0) parts.push(say('uncoveredCommunities', { count: ofCommunities }))
  return parts.join(' · ')
}

/** By the area: the second name of the trail, below the city. */
export function groupBy<P extends Place>(places: readonly P[]): [area: string, places: P[]][] {
  const groups = new Map<string, P[]>()
  for (const place of places) {
    const area = place.trail[1] ?? place.trail[0] ?? place.name
    groups.set(area, [...(groups.get(area) ?? []), place])
  }
  return [...groups].toSorted(([, one], [, two]) => two.length - one.length)
}
