import pg from 'pg'

/** How long to wait before trying again, in milliseconds. */
const AGAIN_MS = 500

interface Hearing {
  readonly url: string
  readonly channel: string
  readonly hear: (payload: string) => void
  /** Listening again, or for the first time: what was said before was not heard. */
  readonly back: () => void
  readonly log: (error: unknown) => void
}

/** Holds one connection that listens on a channel; whenever it breaks, opens another. */
export class Ear {
  readonly #hearing: Hearing
  #client: pg.Client | null = null
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(hearing: Hearing) {
    this.#hearing = hearing
  }

  /** Opens the first connection; if the database is away, it is tried again from then on. */
  async start(): Promise<void> {
    const { url, channel, hear, back } = this.#hearing
    const client = new pg.Client({
      connectionString: url,
      options: '-c role=muster_app',
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    })
    this.#client = client
    const broke = this.#onceBroken(client)
    client.on('notification', message => hear(message.payload ?? ''))
    client.on('error', broke)
    client.on('end', () => broke(null))
    try {
      await client.connect()
      await client.query(`listen ${client.escapeIdentifier(channel)}`)
      back()
    } catch (error) {
      broke(error)
    }
  }

  async stop(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#client?.end().catch(() => {})
  }

  /** A connection may tell of its end in three ways; one new connection follows it all the same. */
  #onceBroken(client: pg.Client): (error: unknown) => void {
    let over = false
    return error => {
      if (over || this.#closed) return
      over = true
      if (error) this.#hearing.log(error)
      void client.end().catch(() => {})
      this.#timer = setTimeout(() => void this.start(), AGAIN_MS).unref()
    }
  }
}
