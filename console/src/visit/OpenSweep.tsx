import { registers } from '@muster/core/register/wire.ts'
import { posts } from '@muster/core/roster/posts.wire.ts'
import { sites } from '@muster/core/roster/sites.wire.ts'
import { open } from '@muster/core/visit/wire.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useSaid } from '../platform/language.ts'
import { Answer } from '../shared/Answer.tsx'
import { ChooseField } from '../shared/ChooseField.tsx'
import { NameField } from '../shared/NameField.tsx'
import { Side } from '../shared/Side.tsx'
import { Ticks } from '../shared/Ticks.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useVisitWords } from './words.ts'

const ATTEMPTS = ['1', '2', '3'] as const
const MOST = 500

interface Props {
  readonly incidentId: string
  readonly onClose: () => void
}

/** A post, its buildings, and what is asked at a door. */
export function OpenSweep({ incidentId, onClose }: Props) {
  const say = useVisitWords()
  const done = useDone()
  const navigate = useNavigate()
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const [postId, setPostId] = useState('')
  const [siteIds, setSiteIds] = useState<readonly string[]>([])
  const [registerId, setRegisterId] = useState('')
  const [attempts, setAttempts] = useState<(typeof ATTEMPTS)[number]>('2')
  const { tell, telling, problem } = useTell(open)
  const send = async () => {
    const asks = registerId ? { registerId } : {}
    const body = { id, incidentId, name: name.trim(), postId, siteIds: [...siteIds], attempts: Number(attempts) }
    const made = await tell({ ...body, ...asks })
    if (!made) return
    done(say('openDone', { name: made.name }))
    onClose()
    await navigate({ to: `/visits/${made.id}` })
  }
  return (
    <Side
      open
      title={say('openAct')}
      does={say('openAct')}
      busy={telling}
      blocked={!name.trim() || !postId || siteIds.length === 0}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <NameField label={say('name')} value={name} onChange={setName} />
      <PostChoice value={postId} onChange={setPostId} />
      <Buildings value={siteIds} onChange={setSiteIds} />
      <Asked incidentId={incidentId} postId={postId} value={registerId} onChange={setRegisterId} />
      <ChooseField
        label={say('attempts')}
        hint={say('attemptsHint')}
        value={attempts}
        options={ATTEMPTS.map(key => ({ key, name: key }))}
        onChange={setAttempts}
      />
    </Side>
  )
}

function PostChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const say = useVisitWords()
  return (
    <Answer asked={useAsk(posts, { state: 'open', limit: MOST })}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="soft">{say('noPosts')}</p>
        ) : (
          <ChooseField
            label={say('post')}
            value={value}
            options={[{ key: '', name: say('choose') }, ...rows.map(({ id, name }) => ({ key: id, name }))]}
            onChange={onChange}
          />
        )
      }
    </Answer>
  )
}

interface BuildingsProps {
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}
function Buildings({ value, onChange }: BuildingsProps) {
  const say = useVisitWords()
  return (
    <Answer asked={useAsk(sites, { kind: 'building', limit: MOST })}>
      {({ rows, total }) =>
        rows.length === 0 ? (
          <p className="soft">{say('noBuildings')}</p>
        ) : (
          <>
            <Ticks
              legend={say('buildings')}
              options={rows.map(({ id, name, territory }) => ({ key: id, name: `${territory.name} · ${name}` }))}
              value={value}
              onChange={onChange}
            />
            {total > rows.length && <p className="soft">{say('moreBuildings', { shown: rows.length, total })}</p>}
          </>
        )
      }
    </Answer>
  )
}

interface AskedProps {
  readonly incidentId: string
  readonly postId: string
  readonly value: string
  readonly onChange: (id: string) => void
}
function Asked({ incidentId, postId, value, onChange }: AskedProps) {
  const say = useVisitWords()
  const said = useSaid()
  const all = useAsk(registers, { incidentId }).data?.rows ?? []
  const kept = all.filter(row => row.open && row.posts.some(({ id }) => id === postId))
  return (
    <ChooseField
      label={say('register')}
      hint={say('registerHint')}
      value={kept.some(({ id }) => id === value) ? value : ''}
      options={[
        { key: '', name: say('registerNone') },
        ...kept.map(({ id, form }) => ({ key: id, name: said(form.words) })),
      ]}
      onChange={onChange}
    />
  )
}
