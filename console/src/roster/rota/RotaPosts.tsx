import { posts } from '@muster/core/roster/posts.wire.ts'
import { useAsk } from '../../platform/api.ts'
import { Answer } from '../../shared/Answer.tsx'
import { Ticks } from '../../shared/Ticks.tsx'
import { useRotaWords } from './words.ts'

/** Open posts of a place; a rota is made for all of them unless some are left out. */
export function usePostsAt(territory: string | undefined) {
  const about = { ...(territory ? { territory } : {}), state: 'open' as const, limit: 500 }
  return useAsk(posts, about, { when: territory !== undefined })
}

interface Props {
  readonly found: ReturnType<typeof usePostsAt>
  /** Posts of the rota that may be closed by now: they stay until they are left out. */
  readonly known?: readonly { readonly id: string; readonly name: string }[]
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}

export function RotaPosts({ found, known = [], value, onChange }: Props) {
  const say = useRotaWords()
  return (
    <Answer asked={found}>
      {({ rows }) => {
        const names = new Map([...known, ...rows].map(({ id, name }) => [id, name]))
        if (names.size === 0) return <p className="soft">{say('createPostsNone')}</p>
        const options = [...names].map(([key, name]) => ({ key, name }))
        return <Ticks legend={say('createPosts')} options={options} value={value} onChange={onChange} />
      }}
    </Answer>
  )
}
