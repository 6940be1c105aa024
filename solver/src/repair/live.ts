import { type Line, type Lines, type Model, OFF } from '../model/model.ts'
import { type Standing, setLine, standingOf } from '../model/score.ts'
import { type Prepared, prepare } from './prepare.ts'
import { type Replanned, type Replanning, replan } from './replan.ts'
import { type Candidate, type Suggesting, suggest } from './suggest.ts'

/**
 * A roster while it is lived: people come or do not come, jobs change hands, and who takes over is asked in between. All
 * that was made ready stays, so that a change costs less than a millisecond and a question a few. For whoever keeps it in
 * memory for as long as a roster holds.
 *
 * Whoever may yet come is one of the model's people: they are absent until they are there.
 */
export class Live {
  readonly model: Model
  /** What stands now. */
  readonly standing: Standing
  readonly #prepared: Prepared
  /** As `model.lines`, to be changed. */
  readonly #lines: Line[]
  /** By person: what their choices cost when they are there. Only of those who were absent. */
  readonly #there = new Map<number, Float64Array>()

  /** @param lines the roster at the beginning; copied */
  constructor(model: Model, lines: Lines) {
    this.#lines = [...model.lines]
    this.model = { ...model, lines: this.#lines }
    this.#prepared = prepare(this.model)
    this.standing = standingOf(this.model, lines, this.#prepared.counting)
  }

  /** Somebody is not there on a day: they have no job, and are not suggested. @returns the job they leave; OFF for none */
  absent(person: number, day: number): number {
    const { node } = this.#lines[person]!
    if (!this.#there.has(person)) this.#there.set(person, node)
    const without = node.slice()
    const { jobs } = this.model
    without.fill(Infinity, day * jobs + 1, (day + 1) * jobs)
    // A price that a day at home had is for those who could choose it.
    without[day * jobs] = 0
    this.#reprice(person, without)
    return this.give(person, day, OFF)
  }

  /** Somebody is there after all. */
  present(person: number, day: number): void {
    const there = this.#there.get(person)
    if (!there) return
    const { jobs } = this.model
    const node = this.#lines[person]!.node.slice()
    node.set(there.subarray(day * jobs, (day + 1) * jobs), day * jobs)
    this.#reprice(person, node)
    this.give(person, day, this.standing.lines[person * this.model.days + day]!)
  }

  /** Somebody has a job from now on, or none. @returns what they had */
  give(person: number, day: number, job: number): number {
    const own = this.standing.lines.slice(person * this.model.days, (person + 1) * this.model.days)
    const before = own[day]!
    own[day] = job
    setLine(this.standing, person, own)
    return before
  }

  /** Who takes a job on a day; nothing changes by asking. */
  suggest(day: number, job: number, options?: Suggesting): Candidate[] {
    return suggest(this.#prepared, this.standing, day, job, options)
  }

  /** A plan anew for jobs that absent people leave. Nothing changes: what is taken up of it is given one by one. */
  replan(
    left: readonly { readonly person: number; readonly day: number; readonly job: number }[],
    options: Replanning,
  ): Replanned {
    const published = this.standing.lines.slice()
    for (const { person, day, job } of left) published[person * this.model.days + day] = job
    return replan(this.#prepared, published, left, options)
  }

  #reprice(person: number, node: Float64Array): void {
    this.#lines[person] = { ...this.#lines[person]!, node }
    this.#prepared.columns.renew(person)
  }
}
