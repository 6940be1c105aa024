import type { ServerResponse } from 'node:http'
import type { Change } from './ring.ts'

/** What follows a change within this time goes out with it as one frame: hundreds of commits a second are ten. */
const GATHER_MS = 100
/** A screen that does not take what it is sent is let go at this many bytes; it comes back and catches up. */
const MOST_WAITING = 256 * 1024

/** Whose stream it is. */
export interface Viewer {
  readonly tenant: string
  readonly accountId: string
  readonly personId: string | null
}

export interface Screen extends Viewer {
  readonly raw: ServerResponse
  readonly until: number
  /** How many of the changes that are being gathered it has already seen, because it caught up in between. */
  seen: number
}

/** The screens of one tenant on this server: each change goes to them at once, what follows shortly after together. */
export class TenantScreens {
  readonly #screens = new Set<Screen>()
  #waiting: Change[] = []
  #timer: NodeJS.Timeout | undefined

  get size(): number {
    return this.#screens.size
  }

  [Symbol.iterator] = () => this.#screens.values()

  /** A screen that has just been told everything up to now. */
  add(screen: Screen): void {
    screen.seen = this.#waiting.length
    this.#screens.add(screen)
  }

  delete(screen: Screen): void {
    this.#screens.delete(screen)
    if (this.size === 0) this.forget()
  }

  hear(change: Change): void {
    this.#waiting.push(change)
    if (!this.#timer) this.flush()
  }

  /** Sends what has been gathered. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#waiting.length === 0) return
    const changes = this.#waiting
    this.#waiting = []
    this.#send(changes)
    this.#timer = setTimeout(() => this.flush(), GATHER_MS).unref()
  }

  /** Drops what has been gathered. */
  forget(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#waiting = []
    for (const screen of this) screen.seen = 0
  }

  /** Nearly all screens get one and the same frame, prepared once. */
  #send(changes: readonly Change[]): void {
    const said = sortOut(changes)
    const shared = frame(said, null)
    for (const screen of this) {
      const own = screen.seen > 0 ? sortOut(changes.slice(screen.seen)) : said
      screen.seen = 0
      const mine = own !== said || (screen.personId !== null && own.forPerson.has(screen.personId))
      const bytes = mine ? frame(own, screen.personId) : shared
      if (bytes) send(screen, bytes)
    }
  }
}

/** Sends, unless the screen has long stopped to take it. */
export function send({ raw }: Screen, bytes: string | Buffer): void {
  if (raw.writableLength > MOST_WAITING) raw.destroy()
  else raw.write(bytes)
}

interface Said {
  readonly id: string
  readonly forAll: ReadonlySet<string>
  readonly forPerson: ReadonlyMap<string, readonly string[]>
}

/** `inbox@<person>` is for the screens of that person, who hear `inbox`; nobody else learns of it. */
function sortOut(changes: readonly Change[]): Said {
  const forAll = new Set<string>()
  const forPerson = new Map<string, string[]>()
  for (const whole of changes.flatMap(({ topics }) => topics)) {
    const [topic = '', personId] = whole.split('@')
    if (!personId) forAll.add(topic)
    else if (!forPerson.get(personId)?.push(topic)) forPerson.set(personId, [topic])
  }
  return { id: changes.at(-1)?.id ?? '', forAll, forPerson }
}

/** One event for everything that one person is told; null when that is nothing. */
function frame({ id, forAll, forPerson }: Said, personId: string | null): Buffer | null {
  const own = personId === null ? [] : (forPerson.get(personId) ?? [])
  const topics = [...new Set([...forAll, ...own])]
  if (topics.length === 0) return null
  return Buffer.from(`id: ${id}\nevent: changed\ndata: ${JSON.stringify({ topics })}\n\n`)
}

/** What one screen missed, as one event. */
export const frameOf = (changes: readonly Change[], { personId }: Viewer): Buffer | null =>
  frame(sortOut(changes), personId)
