import { mine } from '@muster/core/visit/wire.ts'
import { OwnPage } from '../access/own-page.tsx'
import { useMe } from '../access/session.tsx'
import { api } from '../platform/api.ts'
import { useWords } from '../platform/language.ts'
import { useKeptLoad } from '../platform/load.ts'
import { useSync } from '../platform/sync.ts'
import { Shown } from '../shared/faces.tsx'
import { Sign } from '../shared/notice.tsx'
import { ListPage } from './list-page.tsx'
import { type List, merged, type Sweep, statesOf } from './merged.ts'
import { words } from './words.ts'
import './visit.css'

/** The door lists of one's posts; the same without a line. @param id names a list, or empty: all of them */
export function ListsPage({ id }: { id: string }) {
  const say = useWords(words)
  return (
    <OwnPage tab="duty" title={say('title')}>
      {() => <Lists id={id} />}
    </OwnPage>
  )
}

/** How a list is named in an address. */
const keyOf = (sweep: Sweep, { site, stair }: List): string => `${sweep.id}.${site.id}.${stair}`

function Lists({ id }: { id: string }) {
  const account = useMe()?.account.id
  const { entries, sent } = useSync()
  const asked = useKeptLoad({ account, key: 'visits', topics: 'sweeps duty' }, () => api(mine, {}))
  const at = asked.at ?? 0
  // What was sent after the answer came is not yet in it.
  const fresh = sent.filter(({ sentAt }) => sentAt >= at)
  const kept = [...fresh, ...entries].sort((a, b) => a.nth - b.nth)
  return (
    <Shown of={asked}>
      {({ rows }) => {
        const sweeps = rows.map(sweep => ({ ...sweep, lists: sweep.lists.map(list => merged(sweep, list, kept)) }))
        const all = sweeps.flatMap(sweep => sweep.lists.map(list => ({ sweep, list })))
        const chosen = all.find(({ sweep, list }) => keyOf(sweep, list) === id)
        return (
          <div class="stack">
            {chosen ? (
              <ListPage
                key={id}
                {...chosen}
                refused={entries.filter(({ state }) => state === 'refused')}
                onChanged={asked.reload}
              />
            ) : (
              <Choose sweeps={sweeps} />
            )}
          </div>
        )
      }}
    </Shown>
  )
}

function Choose({ sweeps }: { sweeps: readonly Sweep[] }) {
  const say = useWords(words)
  return (
    <>
      <h1>{say('title')}</h1>
      {sweeps.length === 0 && <p class="soft">{say('none')}</p>}
      {sweeps.map(sweep => (
        <section class="card" key={sweep.id}>
          <h2>{sweep.name}</h2>
          <p class="soft small">{sweep.post.name}</p>
          {sweep.lists.map(list => (
            <OneList key={keyOf(sweep, list)} sweep={sweep} list={list} />
          ))}
        </section>
      ))}
    </>
  )
}

function OneList({ sweep, list }: { sweep: Sweep; list: List }) {
  const say = useWords(words)
  const { done, excused, open, unknown } = statesOf(sweep, list)
  const left = open + unknown
  const [tone, word] =
    left === 0
      ? (['good', 'finished'] as const)
      : list.claim?.mine
        ? (['good', 'mine'] as const)
        : list.claim
          ? (['watch', 'other'] as const)
          : (['silent', 'free'] as const)
  return (
    <a class="visits__list" href={`/m/visits/${encodeURIComponent(keyOf(sweep, list))}`}>
      <b>{nameOf(say, list)}</b> <Sign tone={tone}>{say(word)}</Sign>
      <div class="soft small">
        {done + excused} / {say('doors', { count: list.doors.length })}
      </div>
    </a>
  )
}

/** A list as people call it: a building, and its stair where it has more than one. */
export const nameOf = (
  say: (key: 'stair', holes: { site: string; stair: string }) => string,
  { site, stair }: List,
): string => (stair ? say('stair', { site: site.name, stair }) : site.name)
