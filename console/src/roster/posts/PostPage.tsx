import { SKILL_WORDS } from '@muster/core/people/words.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { post as getPost } from '@muster/core/roster/posts.wire.ts'
import type { Post } from '@muster/core/roster/shapes.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../../platform/api.ts'
import { useSaid } from '../../platform/language.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { Go } from '../../shared/Go.tsx'
import { Note } from '../../shared/Note.tsx'
import { Page, Section } from '../../shared/Page.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { useListed } from '../../shared/useListed.ts'
import { Answering } from '../control/Answering.tsx'
import { AmendPost } from './AmendPost.tsx'
import { Batches } from './Batches.tsx'
import { LayOut } from './LayOut.tsx'
import { AddShift, ClosePost } from './PostActs.tsx'
import { ShiftTable } from './ShiftTable.tsx'
import { useKinds } from './useKinds.ts'
import { usePostWords } from './words.ts'

type Whole = OutputOf<typeof getPost>
type Doing = 'amend' | 'layOut' | 'addShift' | 'close'

/** One post: its shifts with their gaps, what it needs, and who answers for it. */
export function PostPage() {
  const { postId = '' }: { postId?: string } = useParams({ strict: false })
  return <Answer asked={useAsk(getPost, { postId })}>{whole => <PostView whole={whole} />}</Answer>
}

function PostView({ whole }: { whole: Whole }) {
  const say = usePostWords()
  const times = useTimes()
  const [doing, setDoing] = useState<Doing>()
  const { post, shifts, closedAt, closedWhy } = whole
  const close = () => setDoing(undefined)
  return (
    <Page
      title={post.name}
      beside={<StateMark state={post.state === 'open' ? 'good' : 'silent'}>{say(post.state)}</StateMark>}
      actions={<Actions post={post} onDo={setDoing} />}
    >
      {closedAt && <Note state="silent">{`${say('closed')} ${times.moment(closedAt)} · ${closedWhy ?? ''}`}</Note>}
      <div className="split">
        <div>
          <Section title={say('shifts')} beside={<Go to={`/duty/posts/${post.id}`}>{say('onDuty')}</Go>}>
            <ShiftTable post={post} shifts={shifts} />
          </Section>
          <Batches postId={post.id} />
        </div>
        <aside>
          <PostFacts post={post} />
          <Answering what="post" whatId={post.id} />
        </aside>
      </div>
      {doing === 'amend' && <AmendPost post={post} onClose={close} />}
      {doing === 'layOut' && <LayOut posts={[post]} chosen={[post.id]} onClose={close} />}
      {doing === 'addShift' && <AddShift post={post} onClose={close} />}
      {doing === 'close' && <ClosePost post={post} onClose={close} />}
    </Page>
  )
}

function Actions({ post, onDo }: { post: Post; onDo: (doing: Doing) => void }) {
  const say = usePostWords()
  const blocked = post.state === 'closed' ? say('closed') : undefined
  const act = (doing: Doing, primary = false) => (
    <Act
      key={doing}
      verb="roster.plan"
      blocked={blocked}
      type={primary ? 'primary' : 'default'}
      onClick={() => onDo(doing)}
    >
      {say(doing)}
    </Act>
  )
  return [act('close'), act('amend'), act('addShift'), act('layOut', true)]
}

function PostFacts({ post }: { post: Post }) {
  const say = usePostWords()
  const said = useSaid()
  const listed = useListed()
  const kinds = useKinds()
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [say('kind'), kinds.word(post)],
    [say('place'), post.territory.name],
    ...(post.site ? [[say('site'), post.site.name] as const] : []),
    ...(post.serves.length > 0 ? [[say('serves'), listed(post.serves.map(({ name }) => name))] as const] : []),
    ...(post.team
      ? [
          [
            say('captain'),
            <Go key="team" to={`/people/teams/${post.team.id}`}>
              {post.team.name}
            </Go>,
          ] as const,
        ]
      : []),
    [say('reportMinutes'), post.reportMinutes],
    [
      say('skills'),
      post.skills.length > 0 ? listed(post.skills.map(skill => said(SKILL_WORDS[skill]))) : say('anySkill'),
    ],
    ...(post.equipment.length > 0 ? [[say('equipment'), listed(post.equipment)] as const] : []),
    [say('closesWhen'), post.closesWhen ?? say('byClock')],
    ...(post.briefing ? [[say('briefing'), post.briefing] as const] : []),
  ]
  return (
    <>
      {post.danger && <Note state="watch">{say('danger')}</Note>}
      {post.command && <Note state="watch">{say('command')}</Note>}
      {post.suitMinutes && <Note state="watch">{say('suit', { minutes: post.suitMinutes })}</Note>}
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div key={term} style={{ display: 'contents' }}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {post.checklist.length > 0 && (
        <>
          <h3 className="legend">{say('checklist')}</h3>
          <ol className="plain-list">
            {post.checklist.map(item => (
              <li key={item}>{item}</li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}
