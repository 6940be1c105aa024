import { createPosts, layOut, MOST_POSTS, undoBatch } from '@muster/core/roster/posts.wire.ts'
import { sites } from '@muster/core/roster/sites.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { usePlacesOf } from '../../platform/session.ts'
import { useTimes } from '../../platform/time.ts'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { Note } from '../../shared/Note.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { PlaceField } from '../../territory/PlaceField.tsx'
import { daysLater } from './days.ts'
import { KindFields, useKindChoice } from './KindFields.tsx'
import { PackPost } from './PackPost.tsx'
import { readPostLines } from './post-lines.ts'
import { usePostWords } from './words.ts'

/** How many days the usual hours are laid out for. */
const DAYS = 7

/** Several posts of a kind at once, one a line; a site's name beside it says where each stands. Taken back as one. */
export function CreatePosts({ onClose }: { onClose: () => void }) {
  const say = usePostWords()
  const [about, setAbout] = useState({ incidentId: undefined as string | undefined, kind: '', ownKind: '' })
  const [place, setPlace] = useState<readonly Choice[]>([])
  const [text, setText] = useState('')
  const [withHours, setWithHours] = useState(true)
  const choice = useKindChoice(about)
  const within = usePlacesOf(['street-desk'])
  const read = useLines(text, place[0]?.key)
  const sending = useSending(choice, withHours, onClose)
  const wrong = read.unknown.length > 0 || read.rows.length > MOST_POSTS
  return (
    <Side
      open
      wide
      title={say('setUpMany')}
      does={say('doSetUpMany', { count: read.rows.length })}
      busy={sending.busy}
      blocked={read.rows.length === 0 || wrong || !place[0] || !choice.kind}
      problem={sending.problem}
      onDo={() => place[0] && void sending.send(place[0].key, read.rows)}
      onClose={onClose}
    >
      <KindFields form={about} choice={choice} onSet={over => setAbout({ ...about, ...over })} />
      <PlaceField label={say('place')} required within={within} value={place} onChange={setPlace} />
      <Field label={say('manyNames')} hint={say('manyNamesHint')} required>
        {control => <LongText {...control} rows={8} most={20_000} value={text} onChange={setText} />}
      </Field>
      <Read read={read} placed={place.length > 0} />
      {choice.pack && (
        <>
          <PackPost post={choice.pack} />
          <Tick checked={withHours} onChange={setWithHours}>
            {say('withHours', { days: DAYS })}
          </Tick>
        </>
      )}
    </Side>
  )
}

interface Row {
  readonly id: string
  readonly name: string
  readonly siteId?: string
}

/** Lines as posts to be, with ids that stay while one types; what names no site of the place is said. */
function useLines(text: string, territory: string | undefined) {
  const [ids] = useState(() => new Map<string, string>())
  const found = useAsk(sites, { limit: 500, ...(territory ? { territory } : {}) }, { when: territory !== undefined })
  const known = new Map<string, string>()
  for (const { id, name, parent } of found.data?.rows ?? []) {
    known.set(name, id)
    if (parent) known.set(`${parent.name}${name}`, id)
  }
  const lines = readPostLines(text)
  const idOf = (name: string) => {
    const id = ids.get(name) ?? newId()
    ids.set(name, id)
    return id
  }
  const siteOf = (site: string) => known.get(site.replaceAll(' ', ''))
  return {
    rows: lines.map(({ name, site }): Row => {
      const siteId = site ? siteOf(site) : undefined
      return { id: idOf(name), name, ...(siteId ? { siteId } : {}) }
    }),
    unknown: found.data ? lines.filter(({ site }) => site && !siteOf(site)) : [],
  }
}

function Read({ read, placed }: { read: ReturnType<typeof useLines>; placed: boolean }) {
  const say = usePostWords()
  const { rows, unknown } = read
  if (rows.length === 0) return null
  return (
    <div aria-live="polite">
      <Note state={rows.length > MOST_POSTS ? 'gap' : 'good'}>
        {rows.length > MOST_POSTS
          ? say('manyTooMany', { most: MOST_POSTS })
          : say('manyRead', { count: rows.length, sites: rows.filter(({ siteId }) => siteId).length })}
      </Note>
      {placed && unknown.length > 0 && (
        <Note state="gap">
          {say('manyUnknown', {
            lines: unknown
              .slice(0, 5)
              .map(({ line, site }) => `${line}: ${site ?? ''}`)
              .join(' · '),
          })}
        </Note>
      )}
    </div>
  )
}

function useSending(choice: ReturnType<typeof useKindChoice>, withHours: boolean, onClose: () => void) {
  const say = usePostWords()
  const times = useTimes()
  const done = useDone()
  const [ids] = useState(() => ({ posts: newId(), shifts: newId() }))
  const create = useTell(createPosts)
  const lay = useTell(layOut)
  const undo = useTell(undoBatch)
  const send = async (territory: string, rows: readonly Row[]) => {
    const { incidentId, kind, pack } = choice
    const made = await create.tell({ id: ids.posts, incidentId: incidentId || null, territory, kind, rows: [...rows] })
    if (!made) return
    const firstDay = times.toField(serverNow()).slice(0, 10)
    const days = { firstDay, lastDay: daysLater(firstDay, DAYS - 1) }
    const lines = withHours && pack ? pack.hours.map(hours => ({ ...hours, role: pack.role })) : []
    const postIds = made.posts.map(({ id }) => id)
    if (lines.length > 0 && !(await lay.tell({ id: ids.shifts, postIds, ...days, lines }))) return
    done(say('didSetUpMany', { count: rows.length }), () => void undo.tell({ batchId: ids.posts }))
    onClose()
  }
  return { send, busy: create.telling || lay.telling, problem: create.problem ?? lay.problem }
}
