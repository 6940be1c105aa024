/**
 * Lets the app open without a line. Pages are fetched anew where there is one, so that nobody works with an old app; what
 * the build made keeps its name for ever and comes from here. Answers of the server are none of its business.
 */
/** A worker's own events; the page's library of types does not know them. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Asked extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  addEventListener(event: 'install' | 'activate', hear: (event: Lasting) => void): void
  addEventListener(event: 'fetch', hear: (event: Asked) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  readonly location: Location
}
const worker = self as unknown as Worker

const SHELL = 'muster-__VERSION__'
const FILES = ['/m/', '__FILES__']
/** A page that has not begun to come after so long is taken from here: people at a gate do not wait. */
const PATIENCE_MS = 3000

worker.addEventListener('install', event => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then(cache => cache.addAll(FILES))
      .then(() => worker.skipWaiting()),
  )
})

worker.addEventListener('activate', event => {
  event.waitUntil(
    caches
      .keys()
      .then(names => Promise.all(tooOld(names).map(name => caches.delete(name))))
      .then(() => worker.clients.claim()),
  )
})

/** A page that is open goes on with the files of the build before: those are kept as well. The latest name stands last. */
const tooOld = (names: readonly string[]): readonly string[] => names.filter(name => name !== SHELL).slice(0, -1)

worker.addEventListener('fetch', event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (request.mode === 'navigate' && pathname.startsWith('/m/')) event.respondWith(pageOf(request))
  else if (pathname.startsWith('/m/assets/')) event.respondWith(assetOf(request))
})

// NOTE: this file is only stripped of its types, so it is written for the oldest phones: no `??`.
async function assetOf(request: Request): Promise<Response> {
  const known = await caches.match(request)
  if (known) return known
  return fetch(request)
}

/** The newest page, or the one that is kept. */
async function pageOf(request: Request): Promise<Response> {
  const kept = await caches.open(SHELL).then(cache => cache.match('/m/'))
  if (!kept) return fetch(request)
  const late = new Promise<Response>(resolve => {
    setTimeout(() => resolve(kept), PATIENCE_MS)
  })
  const fetched = fetch(request).then(answer => (answer.status >= 500 ? kept : answer))
  return Promise.race([fetched.catch(() => kept), late])
}
