import type { ComponentChildren } from 'preact'
import { useLanguage, useWords } from '../platform/language.ts'
import type { Trouble } from '../platform/trouble.ts'
import { Button } from './button.tsx'
import { words } from './words.ts'

export type Tone = 'gap' | 'watch' | 'good' | 'silent'

/** A short statement with its state; `live` tells it to screen readers when it appears. */
export function Notice(props: { tone?: Tone; title?: string; live?: boolean; children?: ComponentChildren }) {
  const { tone = 'silent', title, live, children } = props
  return (
    <div class={`notice notice_${tone}`} role={live ? 'status' : undefined}>
      {title && <b>{title}</b>}
      {children}
    </div>
  )
}

/** A word in a frame: the state of something in a list. */
export const Sign = ({ tone, children }: { tone: Tone; children: ComponentChildren }) => (
  <span class={`sign sign_${tone}`}>{children}</span>
)

/** What happened, what is safe, what to do. */
export function TroubleNotice({ trouble, onRetry }: { trouble: Trouble | undefined; onRetry?: () => void }) {
  const say = useWords(words)
  const language = useLanguage()
  if (!trouble) return null
  const offline = trouble.kind === 'offline'
  const title = offline ? 'offlineTitle' : trouble.kind === 'broken' ? 'brokenTitle' : 'refusedTitle'
  return (
    <Notice tone={trouble.kind === 'refused' ? 'gap' : 'watch'} title={say(title)} live>
      <p>{trouble[language]}</p>
      {onRetry && trouble.retry !== 'review' && (
        <Button kind="default" onTap={onRetry}>
          {say('retry')}
        </Button>
      )}
    </Notice>
  )
}
