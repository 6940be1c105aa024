import { expect, it } from 'vitest'
import { loadHighs } from '../columns/highs.ts'
import { assign } from './assign.ts'
import type { AssignInput } from './input.ts'
import { sampleCity } from './sample.ts'

/** The same question as a linear programme over all ways, person by person. */
function programmeOf({ people, places, prices }: AssignInput): string {
  const [costs, rows]: [string[], string[]] = [[], []]
  const load = places.map((): string[] => [])
  people.forEach(({ at, skills }, i) => {
    const choices = [`s${i}`]
    costs.push(`${prices.unassigned} s${i}`)
    places.forEach((place, p) => {
      if (!(place.needs ?? []).every(skill => skills?.includes(skill))) return
      const km = at && 'x' in at && 'x' in place.at ? Math.hypot(at.x - place.at.x, at.y - place.at.y) : 0
      costs.push(`${Math.round(km * 1000) / 1000} w${i}_${p}`)
      choices.push(`w${i}_${p}`)
      load[p]!.push(`w${i}_${p}`)
    })
    rows.push(`${choices.join(' + ')} = 1`)
  })
  places.forEach(({ capacity, minimum = 0 }, p) => {
    if (load[p]!.length === 0) load[p]!.push('none')
    costs.push(`${prices.missing} m${p}`)
    rows.push(`${load[p]!.join(' + ')} <= ${capacity}`, `${load[p]!.join(' + ')} + m${p} >= ${minimum}`)
  })
  return `Minimize\n obj: ${costs.join('\n + ')}\nSubject To\n ${rows.map(row => row.replaceAll(' + ', '\n + ')).join('\n ')}\nEnd\n`
}

it.each([
  { slack: 1.2, minimum: 0, seed: 1 },
  { slack: 1, minimum: 0.5, seed: 2 },
  { slack: 0.8, minimum: 0, seed: 3 },
  { slack: 2, minimum: 0.9, seed: 4 },
])('costs what a linear programme over all ways costs: seed $seed', async ({ slack, minimum, seed }) => {
  const highs = await loadHighs()
  const input = sampleCity({ people: 120, places: 15, slack, minimum, seed })
  const solution = highs!.solve(programmeOf(input))
  expect(solution.Status).toBe('Optimal')
  expect(assign(input).total).toBeCloseTo(solution.ObjectiveValue, 4)
})
