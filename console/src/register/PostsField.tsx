import { posts } from '@muster/core/roster/posts.wire.ts'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { usePlacesOf } from '../platform/session.ts'
import { Answer } from '../shared/Answer.tsx'
import type { Choice } from '../shared/Picker.tsx'
import { Ticks } from '../shared/Ticks.tsx'
import { PlaceField } from '../territory/PlaceField.tsx'
import { useRegisterWords } from './words.ts'

interface Props {
  /** Kinds of posts where such a form is usually kept: they come first. */
  readonly kinds?: readonly string[]
  /** Posts that have it already, wherever they are. */
  readonly known?: readonly { readonly id: string; readonly name: string }[]
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}

/** Posts by place, to be ticked; what was ticked elsewhere stays. */
export function PostsField({ kinds = [], known = [], value, onChange }: Props) {
  const say = useRegisterWords()
  const [place, setPlace] = useState<readonly Choice[]>([])
  const within = usePlacesOf(['city-desk', 'street-desk'])
  const territory = place[0]?.key
  const asked = useAsk(posts, { ...(territory ? { territory } : {}), state: 'open', limit: 500 })
  return (
    <>
      <PlaceField label={say('place')} hint={say('placeHint')} within={within} value={place} onChange={setPlace} />
      <Answer asked={asked}>
        {({ rows }) => {
          const usual = rows.toSorted((one, two) => Number(kinds.includes(two.kind)) - Number(kinds.includes(one.kind)))
          const names = new Map([...known, ...usual].map(({ id, name }) => [id, name]))
          if (names.size === 0) return <p className="soft">{say('postsNone')}</p>
          const keys = [...names.keys()]
          const all = keys.every(id => value.includes(id))
          return (
            <>
              <Ticks
                legend={say('posts')}
                options={keys.map(key => ({ key, name: names.get(key)! }))}
                value={value}
                onChange={onChange}
              />
              <Button
                size="small"
                type="text"
                onClick={() => onChange(all ? value.filter(id => !names.has(id)) : [...new Set([...value, ...keys])])}
              >
                {say(all ? 'noPosts' : 'allPosts')}
              </Button>
            </>
          )
        }}
      </Answer>
    </>
  )
}
