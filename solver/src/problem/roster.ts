/** A roster as a value: for each person one job a day. Never changed in place. */

import type { Fault } from '../fault.ts'
import type { Lines } from '../model/model.ts'
import { fault } from './fault.ts'
import type { Roster } from './problem.ts'
import type { JobView, View } from './view.ts'
import { pastOf } from './view.ts'

/** The roster of the search's numbers; names everybody. */
export function rosterOf(view: View, lines: Lines): Roster {
  const roster: Record<string, (string | null)[]> = {}
  for (const [person, { id }] of view.people.entries()) {
    const own = lines.subarray(person * view.days, (person + 1) * view.days)
    roster[id] = Array.from(own, number => view.jobs[number]?.id ?? null)
  }
  return roster
}

/** The numbers of a roster that {@link rosterFaults} found sound. */
export function linesOf(view: View, roster: Roster): Lines {
  const lines = new Uint16Array(view.people.length * view.days)
  for (const [id, days] of Object.entries(roster)) {
    const own = view.personOf.get(id)! * view.days
    for (const [day, job] of days.entries()) if (job !== null) lines[own + day] = view.jobOf.get(job)!.number
  }
  return lines
}

/** What is wrong in a roster as such: unknown people or jobs, days that are not those of the horizon. */
export function rosterFaults(view: View, roster: Roster, path = 'roster'): Fault[] {
  return Object.entries(roster).flatMap(([id, days]) => {
    const at = `${path}.${id}`
    if (!view.personOf.has(id)) return [fault(at, 'unknown', { what: 'person', id })]
    if (days.length !== view.days) return [fault(at, 'day-count', { given: days.length, needed: view.days })]
    return days.flatMap((job, day) =>
      job === null || view.jobOf.has(job) ? [] : [fault(`${at}[${day}]`, 'unknown', { what: 'job', id: job })],
    )
  })
}

/** What somebody does on a day, the past included. */
export function jobOn(view: View, roster: Roster, person: number, day: number): JobView | undefined {
  if (day < 0) return pastOf(view, person, day)
  const id = roster[view.people[person]!.id]?.[day] ?? null
  return id === null ? undefined : view.jobOf.get(id)
}
