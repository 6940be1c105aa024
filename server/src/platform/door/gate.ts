import type { Urgency } from '@muster/core/platform/endpoint.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import { Turns, type Whom } from './turns.ts'

interface Limit {
  /** How many run at once. Together they fit into the pools (see `open.ts`), so that no urgency can take another's. */
  readonly together: number
  /** Longest wait that is worth it, in milliseconds: who would wait longer is asked to come back instead. */
  readonly patience: number
  /** So many may wait however slow it goes: a few deeds are worth any wait. */
  readonly least: number
  /** What the first request is taken to last, in milliseconds, until some were measured. */
  readonly guess: number
}

export const LIMITS: Readonly<Record<Urgency, Limit>> = {
  deed: { together: 3, patience: 10_000, least: 300, guess: 20 },
  work: { together: 3, patience: 8000, least: 60, guess: 20 },
  picture: { together: 3, patience: 3000, least: 20, guess: 20 },
  export: { together: 1, patience: 6000, least: 5, guess: 300 },
}

/** Most that wait in one lane, however fast it goes. */
const MOST_WAITING = 5000
/** Longest time after which somebody is asked to come back, in seconds. */
export const LATEST = 30

export interface Pass {
  /** How long it was waited for, in milliseconds. */
  readonly waited: number
  /** Gives the place to the next one; to be called exactly once. */
  readonly leave: () => void
}

/** Why somebody was turned away: the lane was full, the client had gone, or the machine was late. */
export type Reason = 'full' | 'gone' | 'late'

interface Waiting {
  readonly since: number
  readonly gone: () => boolean
  readonly admit: (pass: Pass) => void
  readonly refuse: (problem: Problem) => void
}

/** One urgency's way through the gate. */
class Lane {
  readonly #limit: Limit
  readonly #turns = new Turns<Waiting>()
  readonly #shed: (reason: Reason) => void
  #running = 0
  #mean: number
  /** How many were turned away since the lane last had room. */
  #away = 0

  constructor(limit: Limit, shed: (reason: Reason) => void) {
    this.#limit = limit
    this.#mean = limit.guess
    this.#shed = shed
  }

  get running(): number {
    return this.#running
  }

  get waiting(): number {
    return this.#turns.size
  }

  enter(whom: Whom, gone: () => boolean): Promise<Pass> {
    return new Promise((admit, refuse) => {
      this.#turns.add(whom, { since: performance.now(), gone, admit, refuse })
      this.#next()
      if (this.#turns.size > this.#room()) this.#turnAway()
    })
  }

  /** When to come back, in seconds: the longer the lane and the more were turned away, the later, and never all at once. */
  comeBack(): number {
    const wait = (this.#turns.size * this.#mean) / this.#limit.together / 1000
    const least = 1 + wait * (1 + this.#away / this.#room())
    return backIn(least)
  }

  #room(): number {
    const { together, patience, least } = this.#limit
    return Math.max(least, Math.min(MOST_WAITING, Math.floor((patience * together) / this.#mean)))
  }

  #turnAway(): void {
    this.#away += 1
    this.#shed('full')
    this.#turns.dropFromLongest()?.refuse(busy(this.comeBack()))
  }

  #next(): void {
    while (this.#running < this.#limit.together) {
      const one = this.#turns.next()
      if (!one) return
      if (one.gone()) {
        this.#shed('gone')
        one.refuse(busy(1))
      } else one.admit(this.#pass(one.since))
    }
    if (this.#turns.size < this.#room() / 2) this.#away = 0
  }

  #pass(since: number): Pass {
    const from = performance.now()
    this.#running += 1
    const leave = () => {
      this.#running -= 1
      this.#mean += (performance.now() - from - this.#mean) / 10
      this.#next()
    }
    return { waited: from - since, leave }
  }
}

/**
 * Lets requests into the database: of each urgency only so many at once, the others wait for their turn or are told when
 * to come back. Dashboards cannot take what deeds need, and one city's storm is waited out by that city.
 */
export class Gate {
  readonly #lanes: Readonly<Record<Urgency, Lane>>

  constructor(shed: (urgency: Urgency, reason: Reason) => void = () => {}, limits = LIMITS) {
    const lane = (urgency: Urgency) => new Lane(limits[urgency], reason => shed(urgency, reason))
    this.#lanes = { deed: lane('deed'), work: lane('work'), picture: lane('picture'), export: lane('export') }
  }

  /** Waits for a turn. @param gone whether the client has left meanwhile @throws Problem `door/busy` */
  enter = (urgency: Urgency, whom: Whom, gone: () => boolean = () => false): Promise<Pass> =>
    this.#lanes[urgency].enter(whom, gone)

  running = (urgency: Urgency): number => this.#lanes[urgency].running

  waiting = (urgency: Urgency): number => this.#lanes[urgency].waiting

  /** Whether more than one whole round waits, so that an older answer is better than another in the queue. */
  crowded = (urgency: Urgency): boolean => this.#lanes[urgency].waiting > this.#lanes[urgency].running

  /** When to come back, in seconds. */
  comeBack = (urgency: Urgency): number => this.#lanes[urgency].comeBack()
}

/** Seconds after which to come back: at least so many, at most {@link LATEST}, and spread over as many again, however full it is. */
export const backIn = (least: number): number => Math.ceil(Math.min(LATEST / 2, least) * (1 + Math.random()))

/** The refusal of a server that has too much to do, with the time after which to ask again. */
export const busy = (seconds: number): Problem => new Problem('door/busy', door.catalogue['door/busy'], { seconds })
