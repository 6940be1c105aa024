import { useWords } from '../platform/language.ts'
import { words } from './words.ts'

/** Drawn here, in lines of two pixels: a loudspeaker, a place, a shield, a card, a person. */
const TABS = [
  ['home', '/m/', 'tabCalls', 'M4 10v4h3l7 4V6L7 10zM17.5 9a4 4 0 0 1 0 6'],
  ['report', '/m/report', 'tabReport', 'M12 21c4-5 6-8 6-11a6 6 0 0 0-12 0c0 3 2 6 6 11zM12 8v4M10 10h4'],
  ['duty', '/m/duty', 'tabDuty', 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 11.5l2.2 2.2L15.5 9.5'],
  ['card', '/m/card', 'tabBadge', 'M4 6h16v13H4zM9 3v3M15 3v3M7.5 15.5h4M14 11h3M14 15h3M8 11.5h3'],
  ['me', '/m/me', 'tabMe', 'M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20c0-4 3-6 7-6s7 2 7 6'],
] as const

export type Tab = (typeof TABS)[number][0]

/** The five pages of a volunteer, at the thumb. */
export function Tabs({ here }: { here: Tab }) {
  const say = useWords(words)
  return (
    <nav class="tabs" aria-label={say('tabs')}>
      {TABS.map(([tab, path, word, lines]) => (
        <a key={tab} href={path} aria-current={tab === here ? 'page' : undefined}>
          <svg
            width="24"
            height="24"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            aria-hidden="true"
          >
            <path d={lines} stroke-linejoin="round" stroke-linecap="round" />
          </svg>
          {say(word)}
        </a>
      ))}
    </nav>
  )
}
