import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import type { Kept } from '../platform/outbox.ts'
import { letGo } from '../platform/sync.ts'
import { Button } from '../shared/button.tsx'
import { Notice } from '../shared/notice.tsx'
import { words } from './words.ts'

/** Where it belongs: what this page noted and the server does not have: what waits for a line, and what was not taken, with the reason. */
export function KeptEntries({ entries }: { entries: readonly Kept[] }) {
  const say = useWords(words)
  const language = useLanguage()
  const waiting = entries.filter(({ state }) => state === 'waits')
  return (
    <>
      {entries
        .filter(({ state }) => state === 'refused')
        .map(({ id, label, problem }) => (
          <Notice key={id} tone="gap" title={say('notTaken', { what: label })} live>
            <p>{problem?.[language]}</p>
            <Button kind="default" onTap={() => void letGo(id)}>
              {say('seen')}
            </Button>
          </Notice>
        ))}
      {waiting.length > 0 && (
        <Notice tone="watch" title={say('keptHere')} live>
          <ul>
            {waiting.map(({ id, label, fact }) => (
              <li key={id}>
                {timeOf(fact.occurredAt, language)} {label}
                {fact.payload.code !== undefined && ` · ${say('codeChecked')}`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}
