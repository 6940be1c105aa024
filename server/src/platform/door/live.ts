import { randomBytes } from 'node:crypto'
import { door } from '@muster/core/platform/problems.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Ctx } from '../context.ts'
import { Ear } from './listen.ts'
import { type Change, Ring } from './ring.ts'
import { frameOf, type Screen, send, TenantScreens, type Viewer } from './tenant-screens.ts'

const CHANNEL = 'muster_changed'
/** NOTIFY carries at most 8,000 bytes: a hundred topics of one id each; an import that touches more says it in parts. */
const TOPICS_AT_ONCE = 100
/** What is kept for screens that lost the line: about a minute of a very busy one, in at most some 10 MiB. */
const KEPT = { count: 20_000, size: 4 * 1024 ** 2 }
/** Who missed more bytes than this asks for everything, which is less to read. */
const MOST_MISSED = 64 * 1024
/** Proxies and phones drop silent connections; a word now and then keeps them. */
const HEARTBEAT_MS = 15_000
/** A stream ends after about this, and its screen comes back through the door: whoever was shut out meanwhile stays out. */
const LIFE_MS = 10 * 60_000
/** A lost line is opened again after one to four seconds, so that the screens of a dead server do not all come at once. */
const AGAIN_MS = { least: 1000, spread: 3000 }
/** Streams per account, so that no browser full of forgotten tabs takes everybody's place … */
const MOST_OF_ONE = 20
/** … and what is let go for a newer one comes back only after this. */
const LET_GO_MS = 60_000

/**
 * Says, as part of the transaction, what it changed: delivered to all servers at the commit, or never. PostgreSQL tells
 * all servers in the order of the commits; under ids of its own, a change is the same thing on each of them.
 */
export async function announce(ctx: Ctx): Promise<void> {
  const bodies: string[] = []
  for (const [tenant, topics] of ctx.effects.topics) {
    const all = [...topics]
    for (let at = 0; at < all.length; at += TOPICS_AT_ONCE)
      bodies.push(JSON.stringify({ id: newId(), tenant, topics: all.slice(at, at + TOPICS_AT_ONCE) }))
  }
  if (bodies.length === 0) return
  await sql`select pg_notify(${CHANNEL}, body) from unnest(${bodies}::text[]) as body`.execute(ctx.tx)
}

const newId = (): string => randomBytes(9).toString('base64url')

/**
 * Server-sent events: which topics changed, never what. Screens ask again through the door, so that this line needs
 * no permission of its own beyond the tenant, and the person for what is theirs alone.
 */
export class Live {
  readonly #ear: Ear
  readonly #ring = new Ring(KEPT, newId())
  readonly #tenants = new Map<string, TenantScreens>()
  /** By account, the oldest first. */
  readonly #accounts = new Map<string, Set<Screen>>()
  readonly #most: number
  readonly #changed: (tenant: string | null) => void
  #count = 0
  #heartbeat: NodeJS.Timeout | undefined

  /** @param changed hears which city changed before any screen does; null when it may have been any */
  constructor(url: string, most: number, log: (error: unknown) => void, changed: (tenant: string | null) => void) {
    this.#most = most
    this.#changed = changed
    this.#ear = new Ear({
      url,
      channel: CHANNEL,
      hear: payload => this.#hear(payload),
      back: () => this.#startOver(),
      log,
    })
  }

  /** How many screens listen. */
  get size(): number {
    return this.#count
  }

  async start(): Promise<void> {
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref()
    await this.#ear.start()
  }

  async stop(): Promise<void> {
    clearInterval(this.#heartbeat)
    for (const screens of this.#tenants.values()) {
      screens.flush()
      for (const { raw } of screens) raw.end()
    }
    await this.#ear.stop()
  }

  /** Opens the stream of one screen and first sends what it missed since `Last-Event-ID`. */
  open(request: FastifyRequest, reply: FastifyReply, viewer: Viewer): void {
    // Another server, or a later moment, has room.
    if (this.#count >= this.#most) throw door('door/busy')
    reply.hijack()
    const { raw } = reply
    if (raw.destroyed) return
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    raw.write(`retry: ${Math.round(AGAIN_MS.least + Math.random() * AGAIN_MS.spread)}\n\n`)
    const screen: Screen = { ...viewer, raw, until: Date.now() + LIFE_MS * (0.8 + 0.2 * Math.random()), seen: 0 }
    send(screen, this.#missed(viewer, request.headers['last-event-id'] as string | undefined))
    this.#add(screen)
    raw.on('close', () => this.#remove(screen))
  }

  /** What a screen must be told that was last told `lastSeen`. */
  #missed(viewer: Viewer, lastSeen: string | undefined): string | Buffer {
    // An id without data: a screen that loses the line before anything changed still knows where it was.
    if (!lastSeen) return this.#here()
    const changes = this.#ring.since(lastSeen, viewer.tenant)
    if (!changes) return this.#reset()
    const bytes = frameOf(changes, viewer) ?? this.#here()
    return bytes.length > MOST_MISSED ? this.#reset() : bytes
  }

  #add(screen: Screen): void {
    this.#count += 1
    const ofTenant = this.#tenants.get(screen.tenant) ?? new TenantScreens()
    this.#tenants.set(screen.tenant, ofTenant)
    ofTenant.add(screen)
    const ofAccount = this.#accounts.get(screen.accountId) ?? new Set()
    this.#accounts.set(screen.accountId, ofAccount.add(screen))
    if (ofAccount.size <= MOST_OF_ONE) return
    const [oldest] = ofAccount
    ofAccount.delete(oldest!)
    oldest!.raw.end(`retry: ${LET_GO_MS}\n\n`)
  }

  #remove(screen: Screen): void {
    this.#count -= 1
    const ofTenant = this.#tenants.get(screen.tenant)
    ofTenant?.delete(screen)
    if (ofTenant?.size === 0) this.#tenants.delete(screen.tenant)
    const ofAccount = this.#accounts.get(screen.accountId)
    ofAccount?.delete(screen)
    if (ofAccount?.size === 0) this.#accounts.delete(screen.accountId)
  }

  /** Where the line stands, without any change. */
  #here = () => `id: ${this.#ring.newest}\n\n`

  #reset = () => `id: ${this.#ring.newest}\nevent: reset\ndata: {}\n\n`

  /** The line to the database is new: what was said meanwhile is lost, so every screen asks for everything. */
  #startOver(): void {
    this.#changed(null)
    this.#ring.startOver(newId())
    for (const screens of this.#tenants.values()) {
      screens.forget()
      for (const screen of screens) send(screen, this.#reset())
    }
  }

  #hear(payload: string): void {
    const change = parsed(payload)
    if (!change) return
    this.#changed(change.tenant)
    this.#ring.add(change, payload.length)
    this.#tenants.get(change.tenant)?.hear(change)
  }

  /** Also tells a quiet tenant's screens where the line stands, so that they still find their place on a busy one. */
  #beat(): void {
    const now = Date.now()
    for (const screens of this.#tenants.values()) {
      screens.flush()
      for (const screen of screens) {
        if (now > screen.until) screen.raw.end()
        else send(screen, this.#here())
      }
    }
  }
}

/** The channel is open to whoever has the database; what is not ours is not for us. */
function parsed(payload: string): Change | null {
  try {
    const { id, tenant, topics } = JSON.parse(payload) as Partial<Change>
    if (typeof id !== 'string' || !/^[\w-]{1,40}$/.test(id) || typeof tenant !== 'string' || !Array.isArray(topics))
      return null
    return { id, tenant, topics: topics.map(String) }
  } catch {
    return null
  }
}
