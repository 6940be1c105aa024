import { backIn, busy } from './gate.ts'

/** Most that one commit carries: requests, and facts in them. More would only make everybody wait for the last one. */
const OF_ONE_COMMIT = { requests: 500, facts: 1000 }
/** Most facts of one city that wait, however fast it goes: what is kept of each takes memory. */
const MOST_FACTS = 50_000
/** Longest wait that is worth it, in milliseconds: who would wait longer is asked to come back instead. */
const PATIENCE_MS = 10_000
/** The same of one account: a phone sends one request after the other; who has more waiting is a program in a loop. */
const OF_ONE_ACCOUNT = { requests: 64, facts: 2000 }
/** What a commit is taken to last, in milliseconds, until some were measured. */
const GUESS_MS = 20

export interface InLine {
  readonly account: string
  readonly facts: number
}

/** The requests of one city that wait for the next commit, in order of arrival. */
export class Line<T extends InLine> {
  readonly #turns: T[] = []
  readonly #ofAccount = new Map<string, { requests: number; facts: number }>()
  #facts = 0
  #mean = GUESS_MS
  /** How many were turned away since the line was empty. */
  #away = 0

  get size(): number {
    return this.#turns.length
  }

  /** @throws Problem `door/busy` */
  add(turn: T): void {
    const own = this.#ofAccount.get(turn.account) ?? { requests: 0, facts: 0 }
    const full = this.size > 0 && this.#facts + turn.facts > MOST_FACTS
    if (full || hasEnough(own, turn) || this.#wait() > PATIENCE_MS) {
      this.#away += 1
      throw busy(this.#comeBack())
    }
    this.#turns.push(turn)
    this.#ofAccount.set(turn.account, { requests: own.requests + 1, facts: own.facts + turn.facts })
    this.#facts += turn.facts
  }

  /** Those from the front of the line that one commit takes: at least one, however large. */
  take(): T[] {
    let facts = 0
    const beyond = this.#turns.findIndex((turn, nth) => {
      facts += turn.facts
      return nth > 0 && (nth >= OF_ONE_COMMIT.requests || facts > OF_ONE_COMMIT.facts)
    })
    const taken = this.#turns.splice(0, beyond < 0 ? this.size : beyond)
    for (const turn of taken) this.#left(turn)
    return taken
  }

  /** A commit lasted so many milliseconds. */
  lasted(ms: number): void {
    this.#mean += (ms - this.#mean) / 4
  }

  #left({ account, facts }: T): void {
    this.#facts -= facts
    const own = this.#ofAccount.get(account)!
    own.requests -= 1
    own.facts -= facts
    if (own.requests === 0) this.#ofAccount.delete(account)
  }

  /** How long whoever comes now would wait, in milliseconds. */
  #wait(): number {
    return Math.max(this.size / OF_ONE_COMMIT.requests, this.#facts / OF_ONE_COMMIT.facts) * this.#mean
  }

  /** When to come back, in seconds: the longer the line and the more were turned away, the later, and never all at once. */
  #comeBack(): number {
    const least = 1 + (this.#wait() / 1000) * (1 + this.#away / OF_ONE_COMMIT.requests)
    return backIn(least)
  }
}

/** Whether an account has so much waiting that it must wait before it sends more. */
function hasEnough(own: { readonly requests: number; readonly facts: number }, { facts }: InLine): boolean {
  const { requests, facts: most } = OF_ONE_ACCOUNT
  return own.requests >= requests || (own.requests > 0 && own.facts + facts > most)
}
