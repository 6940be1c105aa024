import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { mySampling } from '@muster/core/register/sampling/rounds.wire.ts'
import { OwnPage } from '../../access/own-page.tsx'
import { useMe } from '../../access/session.tsx'
import { api } from '../../platform/api.ts'
import { useWords } from '../../platform/language.ts'
import { useChanges } from '../../platform/live.ts'
import { useKeptLoad } from '../../platform/load.ts'
import { Shown } from '../../shared/faces.tsx'
import { Desk } from './desk.tsx'
import { words } from './words.ts'

type Mine = OutputOf<typeof mySampling>

/** A sampling desk in the hand; works the same without a line. @param id `post.round`, or empty: choose */
export function SamplingPage({ id }: { id: string }) {
  const say = useWords(words)
  const me = useMe()
  return (
    <OwnPage tab="duty" title={say('title')}>
      {() => me && <Desks account={me.account.id} leads={me.verbs.includes('register.settle')} id={id} />}
    </OwnPage>
  )
}

function Desks({ account, leads, id }: { account: string; leads: boolean; id: string }) {
  const say = useWords(words)
  const asked = useKeptLoad<Mine>({ account, key: 'sampling', topics: 'sampling duty' }, () => api(mySampling, {}))
  useChanges((asked.data?.rows ?? []).map(({ post }) => `sampling/${post.id}`).join(' '), asked.reload)
  return (
    <Shown of={asked}>
      {({ rows, keys, revoked }) => {
        const idOf = ({ post, round }: Mine['rows'][number]) => `${post.id}.${round.id}`
        const chosen = rows.filter(row => idOf(row) === id)[0] ?? (rows.length === 1 ? rows[0] : undefined)
        if (chosen) return <Desk key={idOf(chosen)} at={chosen} known={{ keys, revoked }} leads={leads} />
        if (rows.length === 0) return <p class="soft">{say('none')}</p>
        return (
          <div class="stack">
            <h1>{say('choose')}</h1>
            {rows.map(row => (
              <a class="card card_link" key={idOf(row)} href={`/m/sampling/${idOf(row)}`}>
                <b>{row.post.name}</b>
                <p class="soft small">{row.round.name}</p>
              </a>
            ))}
          </div>
        )
      }}
    </Shown>
  )
}

/** The way to the sampling desk, for those whose post takes samples. */
export function SamplingLink({ account }: { account: string }) {
  const say = useWords(words)
  const asked = useKeptLoad<Mine>({ account, key: 'sampling', topics: 'sampling' }, () => api(mySampling, {}))
  if (!asked.data?.rows.length) return null
  return (
    <a class="card card_link" href="/m/sampling">
      <b>{say('toSampling')}</b>
      <p class="soft small">{say('toSamplingMeans')}</p>
    </a>
  )
}
