import { Problem } from '@muster/core/platform/problem.ts'
import { sql } from 'kysely'
import type { Ctx, Tx } from '../context.ts'
import type { Asker, Door, Together } from '../slice.ts'
import { type InLine, Line } from './line.ts'
import { announce } from './live.ts'
import { problemOf } from './refusal.ts'
import type { Surroundings } from './request.ts'

/** PostgreSQL's word for a statement that passed its limit. */
const TOO_LONG = '57014'

/** A request as it waits for its turn. */
export interface Waiting {
  readonly door: Door & { readonly together: Together }
  readonly asker: Asker
  readonly input: Record<string, unknown>
  /** The request's context in the transaction that it will share with others. */
  readonly context: (shared: Shared) => Ctx
}

/** What requests that are answered together have in common. */
export type Shared = Pick<Ctx, 'tx' | 'real' | 'effects'>

/** How a request was answered; null when it must be decided alone. */
export type Gathered = { readonly answer: unknown; readonly ctx: Ctx } | null

interface Turn extends Omit<Waiting, 'input'>, InLine {
  /** As the door has read it. */
  readonly input: unknown
  readonly since: number
  readonly settle: (answer: Gathered) => void
  readonly fail: (error: unknown) => void
}

/**
 * Group commit: requests that write facts of one city and come within the same moment share one transaction, one lock
 * and one write to the disk; each is answered for itself after the commit. There is no waiting for company: while one
 * commit is under way, the next one gathers, in order of arrival.
 *
 * The idea is that of a database's own group commit (Gawlick and Kinkade 1985), one floor higher: statements are shared too.
 */
export class Gatherer {
  readonly #surroundings: Surroundings
  readonly #told: (requests: number, waited: number) => void
  readonly #lines = new Map<string, Line<Turn>>()

  /** @param told hears of every commit: how many requests it answers, and how many seconds the first of them waited */
  constructor(surroundings: Surroundings, told: (requests: number, waited: number) => void = () => {}) {
    this.#surroundings = surroundings
    this.#told = told
  }

  /** Queues a request. @throws Problem `door/busy`, and whatever its answer throws */
  async ask(waiting: Waiting): Promise<Gathered> {
    const { tenant } = waiting.asker.tenant
    const { read, facts } = waiting.door.together
    const input = read ? read(waiting.input as never) : waiting.input
    const weight = { account: waiting.asker.actor.accountId, facts: facts?.(input as never) ?? 1 }
    const line = this.#lines.get(tenant) ?? new Line<Turn>()
    return new Promise((settle, fail) => {
      line.add({ ...waiting, ...weight, input, since: performance.now(), settle, fail })
      if (this.#lines.has(tenant)) return
      this.#lines.set(tenant, line)
      void this.#work(tenant, line)
    })
  }

  async #work(tenant: string, line: Line<Turn>): Promise<void> {
    // Whatever this turn of the event loop still reads from the network may come along.
    await new Promise(resolve => setImmediate(resolve))
    let tell = () => {}
    while (line.size > 0) {
      const from = performance.now()
      const answering = this.#answer(line.take())
      // NOTE: while the database begins with these, the earlier ones are told: neither waits for the other.
      setImmediate(tell)
      tell = await answering
      line.lasted(performance.now() - from)
      if (line.size > 0) continue
      tell()
      tell = () => {}
    }
    this.#lines.delete(tenant)
  }

  /**
   * What fails together is tried in halves, so that one bad request is found and only that one is refused. What takes too
   * long is halved once: looking for the one would take that long at every step.
   *
   * @returns tells everybody what became of it
   */
  async #answer(turns: readonly Turn[], halved = false): Promise<() => void> {
    try {
      const answers = await this.#commit(turns)
      return () => {
        for (const [nth, turn] of turns.entries()) tellOne(turn, answers[nth]!)
      }
    } catch (error) {
      const tooLong = (error as { code?: string }).code === TOO_LONG
      const away = tooLong ? halved : [503, 507].includes(problemOf(error)?.status ?? 0)
      if (turns.length === 1 || away)
        return () => {
          for (const { fail } of turns) fail(error)
        }
      const half = Math.ceil(turns.length / 2)
      const first = await this.#answer(turns.slice(0, half), tooLong || halved)
      const second = await this.#answer(turns.slice(half), tooLong || halved)
      return () => {
        first()
        second()
      }
    }
  }

  /**
   * NOTE: the transaction is begun and ended by hand, because what is not waited for is sent in the same breath: its
   * beginning with the lock and the first looks, its end with the news.
   */
  #commit(turns: readonly Turn[]): Promise<Outcome[]> {
    const { db, writers = db, clock } = this.#surroundings
    this.#told(turns.length, (performance.now() - turns[0]!.since) / 1000)
    return writers.connection().execute(async connection => {
      const tx = connection as unknown as Tx
      const begun = sql`begin isolation level read committed`.execute(tx)
      try {
        const shared: Shared = { tx, real: clock(), effects: { topics: new Map() } }
        const contexts = turns.map(turn => turn.context(shared))
        const [outcomes] = await Promise.all([decideAll(turns, contexts), begun])
        await Promise.all([announce(contexts[0]!), sql`commit`.execute(tx)])
        return outcomes
      } catch (error) {
        await sql`rollback`.execute(tx).catch(() => {})
        throw error
      }
    })
  }
}

async function decideAll(turns: readonly Turn[], contexts: readonly Ctx[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const [door, group] of Map.groupBy(turns.keys(), nth => turns[nth]!.door)) {
    const nths = [...group]
    const asked = nths.map(nth => ({ ctx: contexts[nth]!, input: turns[nth]!.input as never }))
    const answers = await door.together.answer(asked)
    for (const [at, nth] of nths.entries()) outcomes[nth] = { answer: answers[at], ctx: contexts[nth]! }
  }
  return outcomes
}

/** What an answer came to: its value, the Problem that refuses it, or undefined where it must be decided alone. */
interface Outcome {
  readonly answer: unknown
  readonly ctx: Ctx
}

function tellOne({ settle, fail }: Turn, { answer, ctx }: Outcome): void {
  if (answer instanceof Problem) fail(answer)
  else settle(answer === undefined ? null : { answer, ctx })
}
