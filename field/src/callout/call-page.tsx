import type { Me } from '@muster/core/access/wire.ts'
import { type PublicCall, publicCall } from '@muster/core/callout/offers.wire.ts'
import { type Call, get } from '@muster/core/callout/wire.ts'
import { useState } from 'preact/hooks'
import { comeBackTo } from '../access/join.tsx'
import { SignedOut } from '../access/own-page.tsx'
import { useMe, useSession } from '../access/session.tsx'
import { api } from '../platform/api.ts'
import { hear } from '../platform/clock.ts'
import { useWords } from '../platform/language.ts'
import { type Loaded, useLoad } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { NotFound, Shown } from '../shared/faces.tsx'
import { Notice } from '../shared/notice.tsx'
import { Page, Thumb } from '../shared/page.tsx'
import { AnswerPanel } from './answer-panel.tsx'
import { useAnswering } from './answering.ts'
import { Facts } from './facts.tsx'
import { OfferForm } from './offer-form.tsx'
import { words } from './words.ts'

/** The public page of a call: whoever has the link may read it. */
export function CallByLink({ link }: { link: string }) {
  const asked = useLoad<PublicCall>(`call.${link}`, 'calls', () =>
    api(publicCall, { link }).then(call => {
      hear(call.now, call.zone)
      return call
    }),
  )
  return <CallPage asked={asked} link={link} />
}

/** A call out of the list of one's own. */
export function CallById({ callId }: { callId: string }) {
  const me = useMe()
  const asked = useLoad<PublicCall>(`call.${callId}.${me?.tenant.id ?? ''}`, `call/${callId}`, () =>
    api(get, { callId }).then(call => asPublic(call, me)),
  )
  return <CallPage asked={asked} link={null} />
}

/** The same call as everybody sees it. */
const asPublic = (call: Call, me: Me | null): PublicCall => ({
  ...call,
  tenantName: me?.tenant.name ?? '',
  rehearsal: me?.tenant.rehearsal ?? false,
  zone: me?.tenant.zone ?? 'Asia/Shanghai',
  taken: call.counts.confirmed + call.counts.held,
  now: me?.now ?? '',
})

function CallPage({ asked, link }: { asked: Loaded<PublicCall>; link: string | null }) {
  const session = useSession()
  const call = asked.data
  const me = session.data ?? null
  if (call && me?.person) return <CallForPerson asked={asked} call={call} link={link} me={me} personId={me.person.id} />
  if (asked.trouble?.status === 404) return <NoCall />
  if (asked.trouble?.status === 401) return <SignedOutCall />
  const frame = { title: call?.title ?? '', who: call?.tenantName, asOf: asked.at }
  return (
    <Page {...frame} rehearsal={call?.rehearsal ?? me?.tenant.rehearsal ?? false}>
      <Shown of={asked}>
        {found => (
          <>
            <Facts call={found} />
            {session.data === null && link && <SignedOutHere link={link} />}
          </>
        )}
      </Shown>
    </Page>
  )
}

/** A call out of a message, on a phone that is not signed in: joining leads back to it. */
function SignedOutCall() {
  const say = useWords(words)
  comeBackTo(location.pathname)
  return (
    <Page title={say('title')}>
      <SignedOut me={null} />
    </Page>
  )
}

/** The link leads nowhere: cut off while copying, or a call that is gone. */
function NoCall() {
  const say = useWords(words)
  return (
    <Page title={say('title')}>
      <NotFound />
    </Page>
  )
}

interface ForPersonProps {
  readonly asked: Loaded<PublicCall>
  readonly call: PublicCall
  readonly link: string | null
  readonly me: Me
  readonly personId: string
}

function CallForPerson({ asked, call, link, me, personId }: ForPersonProps) {
  const say = useWords(words)
  const answering = useAnswering(call.id, personId)
  const notMine = answering.answer.trouble?.status === 404
  return (
    <Page
      title={call.title}
      who={call.tenantName}
      asOf={asked.at}
      rehearsal={me.tenant.rehearsal}
      thumb={
        notMine ? undefined : (
          <Thumb>
            <AnswerPanel call={call} answering={answering} />
          </Thumb>
        )
      }
    >
      <Shown of={asked}>{found => <Facts call={found} />}</Shown>
      {notMine && <Notice title={say('notYours')}>{link && say('notYoursMeans')}</Notice>}
      {notMine && link && (
        <OfferForm link={link} start={{ name: me.person?.name ?? '', volunteerNo: me.person?.volunteerNo ?? '' }} />
      )}
      <p>
        <a href="/m/">{say('back')}</a>
      </p>
    </Page>
  )
}

/** Not signed in: how to become able to sign up, and the offer for those who have no link. */
function SignedOutHere({ link }: { link: string }) {
  const say = useWords(words)
  const [offering, setOffering] = useState(false)
  comeBackTo(`/m/c/${encodeURIComponent(link)}`)
  return (
    <>
      <Notice tone="watch" title={say('outTitle')}>
        <p>{say('outHow')}</p>
      </Notice>
      {offering ? (
        <OfferForm link={link} />
      ) : (
        <Button kind="default" onTap={() => setOffering(true)}>
          {say('offerOpen')}
        </Button>
      )}
    </>
  )
}
