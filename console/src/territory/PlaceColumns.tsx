import { children, type Territory } from '@muster/core/territory/wire.ts'
import { useEffect, useRef } from 'react'
import './Territory.css'
import { useAsk } from '../platform/api.ts'
import { Answer } from '../shared/Answer.tsx'
import { useTerritoryWords } from './words.ts'

interface Props {
  readonly tops: readonly Territory[]
  /** From the top down to the place looked at. */
  readonly path: readonly Territory[]
  readonly onGo: (code: string | undefined) => void
}

/** One column for each level. Arrows walk: up and down inside a column, right into it, left out of it. */
export function PlaceColumns({ tops, path, onGo }: Props) {
  const say = useTerritoryWords()
  const well = useRef<HTMLElement>(null)
  const depth = path.length
  useEffect(() => {
    if (depth > 0) well.current?.scrollTo({ left: well.current.scrollWidth })
  }, [depth])
  const shown = path.filter(place => place.children > 0)
  return (
    <section className="columns" aria-label={say('columns')} ref={well}>
      {tops.length > 1 && <PlaceColumn rows={tops} label={say('top')} chosen={path[0]?.code} onGo={onGo} />}
      {shown.map((place, at) => (
        <Below
          key={place.code}
          place={place}
          chosen={path[path.indexOf(place) + 1]?.code}
          last={at === shown.length - 1}
          onGo={onGo}
        />
      ))}
    </section>
  )
}

interface BelowProps {
  readonly place: Territory
  readonly chosen: string | undefined
  readonly last: boolean
  readonly onGo: (code: string | undefined) => void
}
function Below({ place, chosen, last, onGo }: BelowProps) {
  const asked = useAsk(children, { parent: place.code })
  return (
    <div className={`column ${last ? 'column-last' : ''}`}>
      <button type="button" className="column-head" onClick={() => onGo(place.code)}>
        {place.name} <small>{place.children}</small>
      </button>
      <Answer asked={asked}>
        {({ rows }) => <PlaceList rows={rows} label={place.name} chosen={chosen} above={place.code} onGo={onGo} />}
      </Answer>
    </div>
  )
}

interface ListProps {
  readonly rows: readonly Territory[]
  readonly label: string
  readonly chosen: string | undefined
  /** The place one column to the left. */
  readonly above?: string
  readonly onGo: (code: string | undefined) => void
}
function PlaceColumn(props: ListProps) {
  return (
    <div className="column">
      <p className="column-head">{props.label}</p>
      <PlaceList {...props} />
    </div>
  )
}

function PlaceList({ rows, label, chosen, above, onGo }: ListProps) {
  const walk = (event: React.KeyboardEvent<HTMLElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0
    if (step) buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus()
    if (event.key === 'ArrowRight' && rows[at]) onGo(rows[at].code)
    if (event.key === 'ArrowLeft') onGo(above)
    if (step || event.key === 'ArrowRight' || event.key === 'ArrowLeft') event.preventDefault()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the buttons inside take the keys
    <ul aria-label={label} onKeyDown={walk}>
      {rows.map(place => (
        <li key={place.code}>
          <button type="button" aria-current={place.code === chosen} onClick={() => onGo(place.code)}>
            <span>{place.name}</span>
            {place.children > 0 && <small>{place.children} ›</small>}
          </button>
        </li>
      ))}
    </ul>
  )
}
