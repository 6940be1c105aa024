import { inbox, markRead } from '@muster/core/people/messages.wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { api } from '../platform/api.ts'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useAct, useLoad } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Shown } from '../shared/faces.tsx'
import { Sign, TroubleNotice } from '../shared/notice.tsx'
import { words } from './words.ts'

type Message = OutputOf<typeof inbox>['rows'][number]

/** Messages to this person, newest first; being read is something the person says. */
export function Messages() {
  const say = useWords(words)
  const asked = useLoad('inbox', 'inbox', () => api(inbox, { limit: 20 }))
  const { busy, trouble, act } = useAct()
  const unread = asked.data?.rows.filter(message => !message.readAt).map(message => message.id) ?? []
  const read = () =>
    act(async () => {
      await api(markRead, { ids: unread })
      asked.reload()
    })
  return (
    <section class="stack">
      <h2>{say('messages')}</h2>
      <TroubleNotice trouble={trouble} onRetry={read} />
      {unread.length > 0 && (
        <Button kind="default" busy={busy} onTap={read}>
          {say('read', { count: unread.length })}
        </Button>
      )}
      <Shown of={asked}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <p class="soft">{say('noMessages')}</p>}
            {rows.map(message => (
              <OneMessage key={message.id} message={message} />
            ))}
          </>
        )}
      </Shown>
    </section>
  )
}

/** A message opens what it speaks of: its topic is `call/<id>` or `shift/<id>`. */
function OneMessage({ message }: { message: Message }) {
  const say = useWords(words)
  const language = useLanguage()
  const [thing, key] = message.topic.split('/')
  const inside = (
    <>
      <p class="soft small">
        {timeOf(message.at, language)} {!message.readAt && <Sign tone="watch">{say('unread')}</Sign>}
      </p>
      <p>{message[language]}</p>
    </>
  )
  const path = thing === 'call' && key ? `/m/calls/${key}` : thing === 'shift' ? '/m/duty' : undefined
  if (!path) return <div class="card">{inside}</div>
  return (
    <a class="card card_link" href={path}>
      {inside}
    </a>
  )
}
