import type { Post } from '@muster/core/roster/shapes.ts'
import { type Site, sites } from '@muster/core/roster/sites.wire.ts'
import { useAsk } from '../../platform/api.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { Ticks } from '../../shared/Ticks.tsx'
import { usePostWords } from './words.ts'

interface Props {
  readonly post: Post
  readonly siteId: string | null
  readonly serves: readonly string[]
  readonly onChange: (over: { siteId?: string | null; serves?: readonly string[] }) => void
}

/** Where a post stands, and which compounds it serves: a gate may serve several, each compound has one open gate. */
export function PostSites({ post, siteId, serves, onChange }: Props) {
  const say = usePostWords()
  const found = useAsk(sites, { territory: post.territory.code, limit: 500 })
  const rows = found.data?.rows ?? []
  const here = new Map([...(post.site ? [post.site] : []), ...rows.map(named)].map(({ id, name }) => [id, name]))
  const compounds = rows.filter(({ kind }) => kind === 'compound')
  const served = new Map([...post.serves, ...compounds].map(({ id, name }) => [id, name]))
  return (
    <>
      {here.size > 0 && (
        <ChooseField
          label={say('site')}
          value={siteId ?? ''}
          options={[{ key: '', name: say('noSite') }, ...[...here].map(([key, name]) => ({ key, name }))]}
          onChange={next => onChange({ siteId: next || null })}
        />
      )}
      {served.size > 0 && (
        <>
          <Ticks
            legend={say('serves')}
            options={[...served].map(([key, name]) => ({ key, name }))}
            value={serves}
            onChange={next => onChange({ serves: next })}
          />
          <p className="soft small">{say('servesHint')}</p>
        </>
      )}
    </>
  )
}

/** A building goes by its compound's name as well. */
const named = ({ id, name, parent }: Site) => ({ id, name: parent ? `${parent.name} ${name}` : name })
