import { search as askSearch, type Territory } from '@muster/core/territory/wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { useFound } from '../platform/found.ts'
import { useWords } from '../platform/language.ts'
import { Field } from '../shared/field.tsx'
import { TroubleNotice } from '../shared/notice.tsx'
import { shortPlace } from './short.ts'
import { words } from './words.ts'

/** Finds a community by name, pinyin or initials. */
export function PickCommunity({ onPick }: { onPick: (place: Territory) => void }) {
  const say = useWords(words)
  const [typed, setTyped] = useState('')
  const found = useFound<Territory>(typed.trim(), search =>
    api(askSearch, { search, level: 'community', limit: 12 }).then(({ rows }) => rows),
  )
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
