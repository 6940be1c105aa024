import { search as askSearch, type Territory } from '@muster/core/territory/wire.ts'
import { useEffect, useState } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { useWords } from '../platform/language.ts'
import { type Trouble, troubleOf } from '../platform/trouble.ts'
import { Field } from '../shared/field.tsx'
import { TroubleNotice } from '../shared/notice.tsx'
import { shortPlace } from './short.ts'
import { words } from './words.ts'

/** People stop typing for this long when they look at what was found. */
const PAUSE_MS = 250

interface Found {
  readonly rows: readonly Territory[]
  readonly of: string
  readonly trouble?: Trouble
}

/** Finds a community by name, pinyin or initials. */
export function PickCommunity({ onPick }: { onPick: (place: Territory) => void }) {
  const say = useWords(words)
  const [typed, setTyped] = useState('')
  const found = useFound(typed.trim())
  return (
    <div class="stack">
      <Field label={say('search')} kind="search" value={typed} onChange={setTyped} hint={say('hint')} most={60} />
      <TroubleNotice trouble={found?.trouble} />
      <div aria-live="polite">
        {found && !found.trouble && found.rows.length === 0 && <p>{say('none', { search: found.of })}</p>}
      </div>
      {found?.rows.map(place => (
        <button type="button" class="pick" key={place.code} onClick={() => onPick(place)}>
          {shortPlace(place.name)}
          <span>{place.trail.slice(0, -1).map(shortPlace).join(' · ')}</span>
        </button>
      ))}
    </div>
  )
}

/** What the server found for the newest text; an older answer that comes late is dropped. */
function useFound(search: string): Found | undefined {
  const [found, setFound] = useState<Found>()
  useEffect(() => {
    if (!search) return setFound(undefined)
    let current = true
    const wait = setTimeout(() => {
      api(askSearch, { search, level: 'community', limit: 12 }).then(
        ({ rows }) => current && setFound({ rows, of: search }),
        error => current && setFound({ rows: [], of: search, trouble: troubleOf(error) }),
      )
    }, PAUSE_MS)
    return () => {
      current = false
      clearTimeout(wait)
    }
  }, [search])
  return found
}
