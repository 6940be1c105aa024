import type { Model } from '../model/model.ts'

/**
 * Prices of choices with everybody side by side, where lines have them far apart. Laid out day by day, when a day is first
 * asked about: 8 bytes for each job of such a day and each person.
 */
export class Columns {
  readonly #model: Model
  /** By day, then by job, then by person. */
  readonly #days: (Float64Array[] | undefined)[] = []

  constructor(model: Model) {
    this.#model = model
  }

  /** By person: what a job on a day costs them. */
  of(day: number, job: number): Float64Array {
    this.#days[day] ??= this.#layOut(day)
    return this.#days[day][job]!
  }

  /** Takes up that the prices of a person have changed. */
  renew(person: number): void {
    for (const [day, columns] of this.#days.entries()) if (columns) this.#write(columns, person, day)
  }

  #layOut(day: number): Float64Array[] {
    const { lines, jobs } = this.#model
    const columns = Array.from({ length: jobs }, () => new Float64Array(lines.length))
    for (let person = 0; person < lines.length; person++) this.#write(columns, person, day)
    return columns
  }

  #write(columns: readonly Float64Array[], person: number, day: number): void {
    const { lines, jobs } = this.#model
    const { node } = lines[person]!
    for (let job = 0; job < jobs; job++) columns[job]![person] = node[day * jobs + job]!
  }
}
