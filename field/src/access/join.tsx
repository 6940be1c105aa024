import { type Me, openInvitation } from '@muster/core/access/wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { once } from '../platform/attempt.ts'
import { kept } from '../platform/keep.ts'
import { useWords } from '../platform/language.ts'
import { useAct } from '../platform/load.ts'
import { go } from '../platform/router.ts'
import { countWaiting } from '../platform/sync.ts'
import { Button } from '../shared/button.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { Page, Thumb } from '../shared/page.tsx'
import { leave, payOwed, took, useSession } from './session.tsx'
import { words } from './words.ts'

/** Where somebody wanted to go before they were signed in. */
const NEXT = 'muster.next'
export const comeBackTo = (path: string) => kept.set(NEXT, path)

/**
 * A personal join link. It is opened by a tap and not by itself: chat apps and their scanners look at links that are
 * sent, and a link that works once would be spent before its owner sees it.
 */
export function Join({ token }: { token: string }) {
  const session = useSession()
  const [change, setChange] = useState(false)
  const [opened, setOpened] = useState(false)
  const me = session.data
  if (me?.person && !change) return <Joined me={me} onChange={opened ? undefined : () => setChange(true)} />
  const onOpened = () => {
    setOpened(true)
    setChange(false)
  }
  return <Invitation token={token} onOpened={onOpened} />
}

function Invitation({ token, onOpened }: { token: string; onOpened: () => void }) {
  const say = useWords(words)
  const session = useSession()
  const { busy, trouble, act } = useAct()
  const open = () =>
    act(async () => {
      await payOwed().catch(() => {})
      const me = await once.run(`open.${token}`, id => api(openInvitation, { token }, { idempotencyKey: id }))
      onOpened()
      session.put(await took(me))
    })
  const spent = trouble?.slug === 'access/link-spent'
  return (
    <Page
      title={say('joinTitle')}
      thumb={
        <Thumb>
          <TroubleNotice trouble={trouble} />
          {!spent && (
            <Button big busy={busy} onTap={open}>
              {say('joinOpen')}
            </Button>
          )}
        </Thumb>
      }
    >
      <h1>{say('joinTitle')}</h1>
      <p>{say('joinWhy')}</p>
      <p>{say('joinOnce')}</p>
    </Page>
  )
}

function Joined({ me, onChange }: { me: Me; onChange: (() => void) | undefined }) {
  const say = useWords(words)
  const enter = () => {
    const next = kept.get(NEXT)
    kept.drop(NEXT)
    go(next ?? '/m/', 'replace')
  }
  return (
    <Page
      title={say('joinTitle')}
      who={me.tenant.name}
      rehearsal={me.tenant.rehearsal}
      thumb={
        <Thumb>
          <Button big onTap={enter}>
            {say('enter')}
          </Button>
        </Thumb>
      }
    >
      <p class="soft">{say(onChange ? 'already' : 'joined')}</p>
      <h1 class="huge">{say('joinedTitle', { name: me.person?.name ?? '' })}</h1>
      <p>{say('joinedAs', { number: me.person?.volunteerNo ?? '' })}</p>
      <SignOut hint={say('joinedWrong')} />
      {onChange && (
        <Button kind="quiet" onTap={onChange}>
          {say('other')}
        </Button>
      )}
    </Page>
  )
}

/** Signs this phone out; says first what that means. */
export function SignOut({ hint }: { hint?: string }) {
  const say = useWords(words)
  const session = useSession()
  const [sure, setSure] = useState(false)
  const [waiting, setWaiting] = useState<number>()
  const { busy, trouble, act } = useAct()
  const ask = async () => {
    setWaiting(await countWaiting())
    setSure(true)
  }
  return (
    <div class="stack">
      <p class="soft">{sure ? say('signOutAsk') : hint}</p>
      {sure && waiting === undefined && <Notice tone="gap">{say('signOutUnread')}</Notice>}
      {sure && Boolean(waiting) && <Notice tone="gap">{say('signOutWaiting', { count: waiting ?? 0 })}</Notice>}
      <TroubleNotice trouble={trouble} />
      <Button kind={sure ? 'warn' : 'default'} busy={busy} onTap={() => act(sure ? () => leave(session) : ask)}>
        {say('signOut')}
      </Button>
    </div>
  )
}
