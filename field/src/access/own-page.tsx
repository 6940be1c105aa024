import type { Me } from '@muster/core/access/wire.ts'
import type { ComponentChildren } from 'preact'
import { minutesAhead } from '../platform/clock.ts'
import { useWords } from '../platform/language.ts'
import { Shown } from '../shared/faces.tsx'
import { Notice } from '../shared/notice.tsx'
import { Page } from '../shared/page.tsx'
import { type Tab, Tabs } from '../shared/tabs.tsx'
import { LeftBehind } from './left-behind.tsx'
import { useSession, wasEnded } from './session.tsx'
import { words } from './words.ts'

type Person = NonNullable<Me['person']>
interface OwnPageProps {
  readonly tab: Tab
  readonly title: string
  readonly children: (person: Person, me: Me) => ComponentChildren
  /** The next thing to do, where a page has one; else the main pages. */
  readonly thumb?: ComponentChildren
}

/** A page for volunteers who are signed in; everybody else is told how to become one of them. */
export function OwnPage({ tab, title, children, thumb }: OwnPageProps) {
  const session = useSession()
  const me = session.data
  return (
    <Page
      title={title}
      who={me?.tenant.name}
      asOf={session.at}
      rehearsal={me?.tenant.rehearsal ?? false}
      thumb={me?.person ? (thumb ?? <Tabs here={tab} />) : undefined}
    >
      {me && !me.tenant.rehearsal && <Skew />}
      {me && <LeftBehind />}
      <Shown of={session}>{found => (found?.person ? children(found.person, found) : <SignedOut me={found} />)}</Shown>
    </Page>
  )
}

/** A clock that is wrong does no harm, as long as there is a line now and then; whoever holds it should know. */
function Skew() {
  const say = useWords(words)
  const ahead = minutesAhead()
  if (ahead === 0) return null
  return <Notice tone="watch">{say(ahead > 0 ? 'clockAhead' : 'clockBehind', { minutes: Math.abs(ahead) })}</Notice>
}

/** How to get in: there is nothing to fill in here. */
export function SignedOut({ me }: { me: Me | null }) {
  const say = useWords(words)
  return (
    <div class="stack">
      <h1>{say(wasEnded() && !me ? 'endedTitle' : 'outTitle')}</h1>
      {wasEnded() && !me && <p>{say('endedWhy')}</p>}
      {!me && <LeftBehind />}
      {me && <Notice tone="watch">{say('noPerson', { login: me.account.login ?? '' })}</Notice>}
      <p>{say('outHow')}</p>
      <p>
        <a href="/">{say('outDesk')}</a>
      </p>
    </div>
  )
}
