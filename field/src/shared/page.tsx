import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { timeOf } from '../platform/clock.ts'
import { chooseLanguage, useLanguage, useWords } from '../platform/language.ts'
import { words } from './words.ts'

interface PageProps {
  /** Says where one is, in the window's title. */
  readonly title: string
  readonly children: ComponentChildren
  /** City, or whoever speaks. */
  readonly who?: string | undefined
  /** When what is shown was last heard from the server. */
  readonly asOf?: number | undefined
  readonly rehearsal?: boolean
  /** What stands at the thumb: the next thing to do, or the main pages. */
  readonly thumb?: ComponentChildren
}

/** One screen: who and when above, one task in the middle, what to do at the thumb. */
export function Page({ title, children, who, asOf, rehearsal, thumb }: PageProps) {
  const say = useWords(words)
  const main = useRef<HTMLElement>(null)
  const name = `${title} · ${say('muster')}`
  useEffect(() => {
    document.title = name
  }, [name])
  return (
    <>
      {rehearsal && (
        <div class="rehearsal" role="note">
          {say('rehearsal')}
        </div>
      )}
      <Bar who={who} asOf={asOf} />
      <main class="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      {thumb}
    </>
  )
}

function Bar({ who, asOf }: Pick<PageProps, 'who' | 'asOf'>) {
  const say = useWords(words)
  const language = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <header class="bar">
      <span class="bar__who">{who ?? say('muster')}</span>
      <span class="bar__asof">{asOf !== undefined && say('asOf', { time: timeOf(asOf, language) })}</span>
      <button type="button" lang={other} aria-label={say('toLanguage')} onClick={() => chooseLanguage(other)}>
        {say('language')}
      </button>
    </header>
  )
}

/** The place of the main button. */
export const Thumb = ({ children }: { children: ComponentChildren }) => <div class="thumb">{children}</div>
