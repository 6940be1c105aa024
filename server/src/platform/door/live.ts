import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Ctx } from '../context.ts'
import { Ear } from './listen.ts'

const CHANNEL = 'muster_changed'
/** NOTIFY carries at most 8,000 bytes: a hundred topics of one id each; an import that touches more says it in parts. */
const TOPICS_AT_ONCE = 100
/** How many changes are kept for screens that lost the line. */
const RING = 5000
/** Proxies and phones drop silent connections; a comment keeps them. */
const HEARTBEAT_MS = 15_000
/** A stream ends after this, and its screen comes back through the door: whoever was shut out meanwhile stays out. */
const LIFE_MS = 10 * 60_000
/** A screen that does not take what it is sent is let go at this many bytes; it comes back and catches up. */
const MOST_WAITING = 256 * 1024

interface Change {
  readonly id: number
  readonly tenant: string
  readonly topics: readonly string[]
}

interface Screen {
  readonly tenant: string
  readonly until: number
}

/** Says, as part of the transaction, what it changed: delivered to all servers at the commit, or never. */
export async function announce(ctx: Ctx): Promise<void> {
  for (const [tenant, topics] of ctx.effects.topics) {
    const all = [...topics]
    for (let at = 0; at < all.length; at += TOPICS_AT_ONCE) {
      const body = JSON.stringify({ tenant, topics: all.slice(at, at + TOPICS_AT_ONCE) })
      await sql`select pg_notify(${CHANNEL}, ${body})`.execute(ctx.tx)
    }
  }
}

/**
 * Server-sent events: which topics changed, never what. Screens ask again through the door, so that this line needs
 * no permission of its own beyond the tenant.
 */
export class Live {
  readonly #ear: Ear
  readonly #ring: Change[] = []
  readonly #screens = new Map<FastifyReply, Screen>()
  /** Ids start anew with every process; the boot mark tells screens of an earlier one to ask for everything. */
  readonly #boot = randomBytes(6).toString('hex')
  #last = 0
  #heartbeat: NodeJS.Timeout | undefined

  constructor(url: string, log: (error: unknown) => void) {
    this.#ear = new Ear({
      url,
      channel: CHANNEL,
      hear: payload => this.#hear(payload),
      back: () => this.#startOver(),
      log,
    })
  }

  async start(): Promise<void> {
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref()
    await this.#ear.start()
  }

  async stop(): Promise<void> {
    clearInterval(this.#heartbeat)
    for (const reply of this.#screens.keys()) reply.raw.end()
    await this.#ear.stop()
  }

  /** Opens the stream of one screen and first sends what it missed since `Last-Event-ID`. */
  open(request: FastifyRequest, reply: FastifyReply, tenant: string): void {
    reply.hijack()
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    reply.raw.write('retry: 2000\n\n')
    this.#catchUp(reply, tenant, request.headers['last-event-id'] as string | undefined)
    this.#screens.set(reply, { tenant, until: Date.now() + LIFE_MS })
    reply.raw.on('close', () => this.#screens.delete(reply))
  }

  #catchUp(reply: FastifyReply, tenant: string, lastSeen: string | undefined): void {
    // An id without data: a screen that loses the line before anything changed still knows where it was.
    if (!lastSeen) reply.raw.write(`id: ${this.#boot}-${this.#last}\n\n`)
    else if (!this.#covers(lastSeen)) reply.raw.write(this.#reset())
    else
      for (const change of this.#ring)
        if (change.id > numberOf(lastSeen) && change.tenant === tenant) reply.raw.write(this.#frame(change))
  }

  /** Whether everything after that event is still in the ring. */
  #covers(lastSeen: string): boolean {
    const seen = numberOf(lastSeen)
    const oldest = this.#ring[0]?.id ?? this.#last + 1
    return lastSeen.startsWith(`${this.#boot}-`) && seen + 1 >= oldest && seen <= this.#last
  }

  #frame = (change: Change) =>
    `id: ${this.#boot}-${change.id}\nevent: changed\ndata: ${JSON.stringify({ topics: change.topics })}\n\n`

  #reset = () => `id: ${this.#boot}-${this.#last}\nevent: reset\ndata: {}\n\n`

  /** The line to the database is new: what was said meanwhile is lost, so every screen asks for everything. */
  #startOver(): void {
    this.#ring.length = 0
    this.#last += 1
    for (const reply of this.#screens.keys()) send(reply, this.#reset())
  }

  #hear(payload: string): void {
    const said = parsed(payload)
    if (!said) return
    this.#last += 1
    const change = { id: this.#last, ...said }
    this.#ring.push(change)
    if (this.#ring.length > RING) this.#ring.shift()
    const frame = this.#frame(change)
    for (const [reply, { tenant }] of this.#screens) if (tenant === said.tenant) send(reply, frame)
  }

  #beat(): void {
    const now = Date.now()
    for (const [reply, { until }] of this.#screens) {
      if (now > until) reply.raw.end()
      else send(reply, ': still here\n\n')
    }
  }
}

function send(reply: FastifyReply, text: string): void {
  if (reply.raw.writableLength > MOST_WAITING) reply.raw.destroy()
  else reply.raw.write(text)
}

const numberOf = (eventId: string): number => Number(eventId.split('-')[1])

/** The channel is open to whoever has the database; what is not ours is not for us. */
function parsed(payload: string): Omit<Change, 'id'> | null {
  try {
    const { tenant, topics } = JSON.parse(payload) as Partial<Change>
    return typeof tenant === 'string' && Array.isArray(topics) ? { tenant, topics: topics.map(String) } : null
  } catch {
    return null
  }
}
