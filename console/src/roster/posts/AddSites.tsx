import { readSiteLines, type SiteLines } from '@muster/core/roster/site-lines.ts'
import { createSites, sites } from '@muster/core/roster/sites.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { newId } from '../../platform/ids.ts'
import { usePlacesOf } from '../../platform/session.ts'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { Note } from '../../shared/Note.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { PlaceField } from '../../territory/PlaceField.tsx'
import { usePostWords } from './words.ts'

/** Takes a list of compounds and buildings as a spreadsheet keeps it. What the place has already is not added again. */
export function AddSites({ onClose }: { onClose: () => void }) {
  const say = usePostWords()
  const done = useDone()
  const within = usePlacesOf(['street-desk'])
  const [place, setPlace] = useState<readonly Choice[]>([])
  const [text, setText] = useState('')
  const [territory] = place.map(({ key }) => key)
  const read = readSiteLines(text)
  const rows = useRows(read, territory)
  const { tell, telling, problem } = useTell(createSites)
  const send = async () => {
    if (!(await tell({ rows: [...rows] }))) return
    done(say('didAddSites', { count: rows.length }))
    onClose()
  }
  return (
    <Side
      open
      wide
      title={say('addSites')}
      does={say('doAddSites', { count: rows.length })}
      busy={telling}
      blocked={rows.length === 0 || !territory || read.unread.length > 0}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <PlaceField label={say('place')} required within={within} value={place} onChange={setPlace} />
      <Field label={say('pasteSites')} hint={say('pasteHint')} required>
        {control => <LongText {...control} rows={10} most={30_000} value={text} onChange={setText} />}
      </Field>
      <Read read={read} />
    </Side>
  )
}

function Read({ read: { sites: found, unread } }: { read: SiteLines }) {
  const say = usePostWords()
  const buildings = found.filter(({ kind }) => kind === 'building').length
  if (found.length === 0 && unread.length === 0) return null
  return (
    <div aria-live="polite">
      <Note state="good">{say('pasteRead', { compounds: found.length - buildings, buildings })}</Note>
      {unread.length > 0 && <Note state="gap">{say('pasteUnread', { lines: unread.slice(0, 10).join(' · ') })}</Note>}
    </div>
  )
}

/** The sites to add, with ids that stay while one types; compounds that are there get the new buildings. */
function useRows({ sites: found }: SiteLines, territory: string | undefined) {
  const [ids] = useState(() => new Map<string, string>())
  const known = useAsk(sites, { limit: 500, ...(territory ? { territory } : {}) }, { when: territory !== undefined })
  const there = new Map((known.data?.rows ?? []).map(row => [`${row.parent?.name ?? ''}\n${row.name}`, row.id]))
  const idOf = (compound: string | null, name: string) => {
    const key = `${compound ?? ''}\n${name}`
    const id = there.get(key) ?? ids.get(key) ?? newId()
    if (!there.has(key)) ids.set(key, id)
    return id
  }
  return found
    .filter(({ compound, name }) => !there.has(`${compound ?? ''}\n${name}`))
    .map(({ compound, name, kind, households }) => ({
      id: idOf(compound, name),
      territory: territory ?? '',
      kind,
      name,
      households,
      ...(compound ? { parentId: idOf(null, compound) } : {}),
    }))
}
