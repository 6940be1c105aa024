import { type Assignment, assign } from '@muster/solver/flow/assign.ts'
import type { AssignInput } from '@muster/solver/flow/input.ts'
import { sampleCity } from '@muster/solver/flow/sample.ts'
import type { Line, Sample, Target } from '../figures/line.ts'
import type { Outcome, Stage } from './bench.ts'
import { stopwatch } from './roster-run.ts'

const SIZES = [
  { people: 6_396, places: 343, seconds: 0.2 },
  { people: 100_000, places: 3_000, seconds: 1 },
] as const

const ROOM = [
  { words: 'a seventh more room than people', slack: 1.15, minimum: 0 },
  { words: 'exactly as much room as people', slack: 1, minimum: 0 },
  { words: 'a fifth too little room', slack: 0.8, minimum: 0 },
  { words: 'minima beyond the number of people', slack: 3, minimum: 0.35 },
] as const

/** Promised of cities with some room to spare, where people share addresses. The others show what it costs without. */
const CITIES = SIZES.flatMap(size => [
  ...ROOM.map((room, i) => ({ ...size, ...room, addresses: true, promised: i === 0 })),
  { ...size, ...ROOM[0], addresses: false, promised: false },
])

type City = (typeof CITIES)[number]

/**
 * Who goes to which community, from the checked input to the proof that nothing costs less, in CPU seconds. The limit is
 * what the table of all distances alone takes: what a method that looks at every way must spend before it begins.
 */
export async function assignBench({ options, say }: Stage): Promise<Outcome> {
  const measured = CITIES.map(city => {
    say(nameOf(city))
    return measure(city, options.runs)
  })
  return {
    size: `${options.runs} cities each, seeds 1 to ${options.runs}`,
    lines: measured.map(({ line }) => line),
    notes: measured.map(({ note }) => note),
  }
}

const nameOf = ({ people, places, addresses, words }: City): string =>
  `${people.toLocaleString('en')} × ${places.toLocaleString('en')}, ${addresses ? 'shared addresses' : 'every home its own'}, ${words}`

function measure(city: City, runs: number): { line: Line; note: string } {
  const { people, places, addresses, slack, minimum, seconds, promised } = city
  const results: Assignment[] = []
  const samples: Sample[] = []
  for (let seed = 1; seed <= runs; seed++) {
    const input = sampleCity({ people, places, addresses, slack, minimum, seed })
    const [result, figure] = cpuSeconds(() => assign(input))
    const [, limit] = cpuSeconds(() => allDistances(input))
    results.push(result)
    samples.push({ figure, limit })
  }
  const target: Target = { of: 'figure', atMost: seconds, words: `≤ ${seconds} s` }
  const line = { what: nameOf(city), unit: 'CPU s', better: 'less', limitWhat: 'all distances, once', samples } as const
  return { line: promised ? { ...line, target } : line, note: noteOf(city, results) }
}

function noteOf(city: City, results: readonly Assignment[]): string {
  const { proof, unassigned } = results[0]!
  const looked = ((100 * proof.looked) / proof.ways).toFixed(1)
  const verdict = results.every(isProven) ? 'all proven best' : 'NOT ALL PROVEN BEST'
  return `${nameOf(city)}: ${verdict}; of the first, ${proof.groups.toLocaleString('en')} groups, ${looked} % of the ways looked at in ${proof.rounds} rounds, ${unassigned.toLocaleString('en')} stay`
}

const isProven = ({ proof, total }: Assignment): boolean => proof.optimal && proof.bound === total

function cpuSeconds<T>(work: () => T): [T, number] {
  const clock = stopwatch()
  const result = work()
  return [result, clock().cpuSeconds]
}

function allDistances({ people, places }: AssignInput): number {
  const x = Float64Array.from(places, ({ at }) => ('x' in at ? at.x : 0))
  const y = Float64Array.from(places, ({ at }) => ('y' in at ? at.y : 0))
  let sum = 0
  for (const { at } of people) {
    const [east, north] = at && 'x' in at ? [at.x, at.y] : [0, 0]
    for (let p = 0; p < x.length; p++) sum += Math.sqrt((east - x[p]!) ** 2 + (north - y[p]!) ** 2)
  }
  return sum
}
