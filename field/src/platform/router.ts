import { useEffect, useState } from 'preact/hooks'

/** A page's address: its name, and the part of the path that is its token, link or id. */
export interface Route {
  readonly page:
    | 'home'
    | 'join'
    | 'call'
    | 'answer'
    | 'badge'
    | 'measures'
    | 'passphrase'
    | 'report'
    | 'duty'
    | 'check-in'
    | 'record'
    | 'lead'
    | 'lead-shift'
    | 'lead-code'
    | 'register'
    | 'sampling'
    | 'visits'
    | 'outbox'
    | 'card'
    | 'me'
    | 'not-found'
  readonly key: string
}

const PATTERNS: readonly (readonly [Route['page'], RegExp])[] = [
  ['home', /^\/m\/?$/],
  ['join', /^\/m\/j\/([^/]+)\/?$/],
  ['call', /^\/m\/c\/([^/]+)\/?$/],
  ['answer', /^\/m\/calls\/([^/]+)\/?$/],
  ['badge', /^\/m\/b\/([^/]+)\/?$/],
  ['measures', /^\/m\/z\/([^/]+)\/?$/],
  ['passphrase', /^\/m\/p\/?$/],
  ['report', /^\/m\/report\/?$/],
  ['duty', /^\/m\/duty\/?$/],
  ['check-in', /^\/m\/k\/([^/]+)\/?$/],
  ['record', /^\/m\/record\/?$/],
  ['lead', /^\/m\/lead\/?$/],
  ['lead-shift', /^\/m\/lead\/([^/]+)\/?$/],
  ['lead-code', /^\/m\/lead\/([^/]+)\/code\/?$/],
  ['register', /^\/m\/register(?:\/([^/]+))?\/?$/],
  ['visits', /^\/m\/visits(?:\/([^/]+))?\/?$/],
  ['sampling', /^\/m\/sampling(?:\/([^/]+))?\/?$/],
  ['outbox', /^\/m\/outbox\/?$/],
  ['card', /^\/m\/card\/?$/],
  ['me', /^\/m\/me\/?$/],
]

/** Reads an address; the passphrase token stands behind `#`, so that no server ever writes it into a log. */
export function routeOf(path: string, hash = ''): Route {
  for (const [page, pattern] of PATTERNS) {
    const found = pattern.exec(path)
    if (found) return { page, key: page === 'passphrase' ? hash.replace(/^#/, '') : decoded(found[1] ?? '') }
  }
  return { page: 'not-found', key: '' }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const MOVED = 'muster-moved'

/** Goes to another page without loading it anew. */
export function go(path: string, how: 'push' | 'replace' = 'push'): void {
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', path)
  dispatchEvent(new Event(MOVED))
}

/** The page shown now; follows links, back and forth. */
export function useRoute(): Route {
  const [route, setRoute] = useState(here)
  useEffect(() => {
    const follow = () => {
      setRoute(here())
      scrollTo(0, 0)
    }
    const events = ['popstate', 'hashchange', MOVED]
    for (const event of events) addEventListener(event, follow)
    document.addEventListener('click', followLink)
    return () => {
      for (const event of events) removeEventListener(event, follow)
      document.removeEventListener('click', followLink)
    }
  }, [])
  return route
}

const here = () => routeOf(location.pathname, location.hash)

/** Plain links to pages of this room are followed without a load; everything else is the browser's. */
function followLink(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest('a')
  const path = link?.getAttribute('href') ?? ''
  if (!path.startsWith('/m/') || event.ctrlKey || event.metaKey || event.button !== 0) return
  event.preventDefault()
  go(path)
}
