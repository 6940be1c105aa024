import type { ComponentChildren } from 'preact'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import type { Loaded } from '../platform/load.ts'
import type { Trouble } from '../platform/trouble.ts'
import { Notice, TroubleNotice } from './notice.tsx'
import { words } from './words.ts'

/** Shows what was asked for; says so while it comes, and when only an older answer is left. */
export function Shown<T>({ of, children }: { of: Loaded<T>; children: (data: T) => ComponentChildren }) {
  const say = useWords(words)
  const language = useLanguage()
  if (of.data === undefined && !of.trouble) {
    return (
      <p class="soft" aria-live="polite">
        {say('loading')}
      </p>
    )
  }
  return (
    <>
      <TroubleNotice trouble={fetching(of.trouble)} onRetry={of.reload} />
      {of.copied && of.at !== undefined && (
        <Notice tone="watch">{say('copied', { time: timeOf(of.at, language) })}</Notice>
      )}
      {of.trouble && of.at !== undefined && <p class="soft">{say('stale', { time: timeOf(of.at, language) })}</p>}
      {of.data !== undefined && children(of.data)}
    </>
  )
}

/** Nothing was typed where something is only looked at, so nothing needs to be called safe. */
function fetching(trouble: Trouble | undefined): Trouble | undefined {
  return trouble?.kind === 'offline' ? { ...trouble, ...words.offlineLoad } : trouble
}

/** No such page. */
export function NotFound() {
  const say = useWords(words)
  return (
    <div class="stack">
      <h1>{say('notFoundTitle')}</h1>
      <p>{say('notFound')}</p>
      <p>
        <a href="/m/">{say('home')}</a>
      </p>
    </div>
  )
}
