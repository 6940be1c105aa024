import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import pg from 'pg'
import type { Ctx } from '../context.ts'

const CHANNEL = 'muster_changed'
/** How many changes are kept for screens that lost the line. */
const RING = 5000
/** Proxies and phones drop silent connections; a comment keeps them. */
const HEARTBEAT_MS = 15_000

interface Change {
  readonly id: number
  readonly tenant: string
  readonly topics: readonly string[]
}

/** Says, as part of the transaction, what it changed: delivered to all servers at the commit, or never. */
export async function announce(ctx: Ctx): Promise<void> {
  for (const [tenant, topics] of ctx.effects.topics) {
    // NOTE: NOTIFY carries at most 8,000 bytes; topics are short, but an import may touch many things.
    const body = JSON.stringify({ tenant, topics: [...topics].slice(0, 100) })
    await sql`select pg_notify(${CHANNEL}, ${body})`.execute(ctx.tx)
  }
}

/**
 * Server-sent events: which topics changed, never what. Screens ask again through the door, so that this line needs
 * no permission of its own beyond the tenant.
 */
export class Live {
  readonly #url: string
  readonly #ring: Change[] = []
  readonly #screens = new Map<FastifyReply, string>()
  readonly #log: (error: unknown) => void
  /** Ids start anew with every process; the boot mark tells screens of an earlier one to ask for everything. */
  readonly #boot = Date.now().toString(36)
  #last = 0
  #client: pg.Client | null = null
  #closed = false
  #heartbeat: NodeJS.Timeout | undefined

  constructor(url: string, log: (error: unknown) => void) {
    this.#url = url
    this.#log = log
  }

  async start(): Promise<void> {
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref()
    await this.#listen()
  }

  async stop(): Promise<void> {
    this.#closed = true
    clearInterval(this.#heartbeat)
    for (const reply of this.#screens.keys()) reply.raw.end()
    await this.#client?.end().catch(() => {})
  }

  /** Opens the stream of one screen and first sends what it missed since `Last-Event-ID`. */
  open(request: FastifyRequest, reply: FastifyReply, tenant: string): void {
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    reply.raw.write('retry: 2000\n\n')
    this.#catchUp(reply, tenant, request.headers['last-event-id'] as string | undefined)
    this.#screens.set(reply, tenant)
    reply.raw.on('close', () => this.#screens.delete(reply))
  }

  #catchUp(reply: FastifyReply, tenant: string, lastSeen: string | undefined): void {
    if (!lastSeen) return
    const [boot, id] = lastSeen.split('-')
    const oldest = this.#ring[0]?.id ?? this.#last + 1
    if (boot !== this.#boot || Number(id) + 1 < oldest) {
      reply.raw.write(`id: ${this.#boot}-${this.#last}\nevent: reset\ndata: {}\n\n`)
      return
    }
    for (const change of this.#ring)
      if (change.id > Number(id) && change.tenant === tenant) reply.raw.write(this.#frame(change))
  }

  #frame = (change: Change) =>
    `id: ${this.#boot}-${change.id}\nevent: changed\ndata: ${JSON.stringify({ topics: change.topics })}\n\n`

  async #listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url })
    client.on('notification', message => this.#hear(message.payload ?? '{}'))
    client.on('error', () => {})
    client.on('end', () => this.#relisten())
    this.#client = client
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
    } catch (error) {
      this.#log(error)
      await client.end().catch(() => {})
    }
  }

  /** The line broke: what was said meanwhile is lost, so every screen asks for everything. */
  #relisten(): void {
    if (this.#closed) return
    setTimeout(() => {
      if (this.#closed) return
      void this.#listen().then(() => {
        this.#ring.length = 0
        this.#last += 1
        for (const reply of this.#screens.keys())
          reply.raw.write(`id: ${this.#boot}-${this.#last}\nevent: reset\ndata: {}\n\n`)
      })
    }, 500).unref()
  }

  #hear(payload: string): void {
    const { tenant, topics } = JSON.parse(payload) as { tenant: string; topics: string[] }
    this.#last += 1
    const change = { id: this.#last, tenant, topics }
    this.#ring.push(change)
    if (this.#ring.length > RING) this.#ring.shift()
    const frame = this.#frame(change)
    for (const [reply, of] of this.#screens) if (of === tenant) reply.raw.write(frame)
  }

  #beat(): void {
    for (const reply of this.#screens.keys()) reply.raw.write(': still here\n\n')
  }
}
