import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import './Frame.css'
import { useHolds, useSession } from '../platform/session.ts'
import { LineMark } from './LineMark.tsx'
import { useEscape } from './useEscape.ts'
import { useSharedWords } from './words.ts'

export interface NavEntry {
  readonly to: string
  readonly label: { readonly zh: string; readonly en: string }
  /** Shown to holders of any of these verbs; to everybody signed in when left out. */
  readonly verbs?: readonly string[]
  /** Left out for holders of this verb. */
  readonly without?: string
  /** Starts a new group. */
  readonly apart?: boolean
}

interface Props {
  readonly nav: readonly NavEntry[]
  readonly labelOf: (entry: NavEntry) => string
  /** What main.tsx puts at the top: search, rehearsal, account. */
  readonly search: React.ReactNode
  readonly banner: React.ReactNode
  readonly account: React.ReactNode
  readonly children: React.ReactNode
}

/** The frame around every page: who and where at the top, the ways at the side, the page in the middle. */
export function Frame({ nav, labelOf, search, banner, account, children }: Props) {
  const say = useSharedWords()
  const { tenant } = useSession()
  const [open, setOpen] = useState(false)
  useEscape()
  return (
    <div className="frame">
      <a className="skip" href="#page">
        {say('skip')}
      </a>
      <header className="frame-top">
        <button
          type="button"
          className="frame-menu"
          aria-expanded={open}
          aria-controls="ways"
          onClick={() => setOpen(!open)}
        >
          {say('menu')}
        </button>
        <Link to="/" className="frame-name">
          <b>集结</b>
          <span>{tenant.name}</span>
        </Link>
        {search}
        <LineMark />
        {account}
      </header>
      {banner}
      <nav id="ways" className={`frame-nav ${open ? 'open' : ''}`} aria-label={say('main')}>
        <Ways nav={nav} labelOf={labelOf} onGo={() => setOpen(false)} />
      </nav>
      <main id="page" className="frame-page" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

function Ways({ nav, labelOf, onGo }: Pick<Props, 'nav' | 'labelOf'> & { onGo: () => void }) {
  const holds = useHolds()
  const shown = nav
    .filter(({ verbs }) => !verbs || verbs.some(holds))
    .filter(({ without }) => !without || !holds(without))
  const { pathname } = useLocation()
  // The longest way that leads here: a team's page stands under teams, not under the roster as well.
  const here = shown
    .filter(({ to }) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`)))
    .reduce((best, { to }) => (to.length > best.length ? to : best), '')
  return (
    <ul>
      {shown.map(entry => (
        <li key={entry.to} className={entry.apart ? 'apart' : ''}>
          <Link
            to={entry.to}
            onClick={onGo}
            activeOptions={{ exact: true, includeSearch: false }}
            {...(entry.to === here ? { 'aria-current': 'page' as const } : {})}
          >
            {labelOf(entry)}
          </Link>
        </li>
      ))}
    </ul>
  )
}
