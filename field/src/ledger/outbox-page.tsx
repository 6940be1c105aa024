import { OwnPage } from '../access/own-page.tsx'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { letGo, sendNow, tryAgain, useSync } from '../platform/sync.ts'
import { Button } from '../shared/button.tsx'
import { Notice, Sign } from '../shared/notice.tsx'
import { words } from './words.ts'

/** What is still on this phone: what waits for the line, and what the server did not take, with the reason. */
export function OutboxPage() {
  const say = useWords(words)
  const language = useLanguage()
  const { entries, reading, at, sending, why } = useSync()
  const refused = entries.filter(({ state }) => state === 'refused')
  const waiting = entries.filter(({ state }) => state === 'waits')
  return (
    <OwnPage tab="me" title={say('outbox')}>
      {() => (
        <div class="stack">
          <h1>{say('outbox')}</h1>
          {reading === 'failed' && <Notice tone="gap" title={say('outboxUnread')} live />}
          {entries.length === 0 && reading === 'done' && (
            <Notice tone="good" title={say('outboxEmpty')}>
              {at !== null && <p>{say('syncedAt', { time: timeOf(at, language) })}</p>}
            </Notice>
          )}
          {refused.map(({ id, label, fact, problem }) => (
            <Notice key={id} tone="gap" title={label}>
              <p class="soft">{timeOf(fact.occurredAt, language)}</p>
              <p>{problem?.[language] ?? say('refusedWhole')}</p>
              <Button kind="default" onTap={() => void tryAgain(id)}>
                {say('tryAgain')}
              </Button>
              <Button kind="quiet" onTap={() => void letGo(id)}>
                {say('letGo')}
              </Button>
            </Notice>
          ))}
          {waiting.length > 0 && (
            <section class="card">
              <h2>{say('waiting', { count: waiting.length })}</h2>
              {why && <p>{why[language]}</p>}
              <ul class="rows">
                {waiting.slice(0, SHOWN).map(({ id, label, fact }) => (
                  <li class="rows__one" key={id}>
                    <span>
                      {label}
                      <small class="soft"> {timeOf(fact.occurredAt, language)}</small>
                    </span>
                    <Sign tone="watch">{say('waits')}</Sign>
                  </li>
                ))}
              </ul>
              <Button kind="default" busy={sending} onTap={sendNow}>
                {say('sendNow')}
              </Button>
            </section>
          )}
        </div>
      )}
    </OwnPage>
  )
}

const SHOWN = 50
