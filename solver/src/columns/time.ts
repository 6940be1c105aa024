/** A share of the time that is left, at most so many milliseconds. */
export interface Time {
  readonly share: number
  readonly most: number
}

/** Milliseconds of any steady clock, and the moment on it when all is to end. */
export interface Timing {
  readonly now: () => number
  readonly deadline: number
  /** Milliseconds of the wall that one of that clock takes, as HiGHS counts the wall. Absent: 1. */
  readonly pace?: () => number
}

/** Shares out the time that there is. */
export class Clock {
  readonly #timing: Timing
  readonly #began: number

  constructor(timing: Timing) {
    this.#timing = timing
    this.#began = timing.now()
  }

  get now(): number {
    return this.#timing.now()
  }

  get over(): boolean {
    return this.now >= this.#timing.deadline
  }

  /** How much of all the time is over, from 0 to 1. */
  get share(): number {
    return Math.min(1, (this.now - this.#began) / Math.max(1, this.#timing.deadline - this.#began))
  }

  /** Says when a part of the time that is left is over. */
  until(time: Time): () => boolean {
    const end = this.now + this.#milliseconds(time)
    return () => this.now >= end
  }

  /** A part of the time that is left, in seconds of the wall. */
  seconds(time: Time): number {
    return Math.max(0.01, (this.#milliseconds(time) * (this.#timing.pace?.() ?? 1)) / 1000)
  }

  #milliseconds({ share, most }: Time): number {
    return Math.min(most, share * (this.#timing.deadline - this.now))
  }
}
