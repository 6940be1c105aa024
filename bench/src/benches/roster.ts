import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { engine } from './roster-engine.ts'
import { benchNurses, lateSets, nurseInstances } from './roster-nurses.ts'
import { picture } from './roster-picture.ts'
import type { RosterResult } from './roster-run.ts'
import { benchShifts, type RosterOptions, shiftInstances } from './roster-shifts.ts'
import { alignedRows, markdownRows, rosterRows } from './roster-table.ts'

/** What is kept of a run, in `docs/roster-results.json`: one part for each benchmark. */
interface Kept {
  readonly bench: BenchName
  readonly at: string
  readonly effort: string
  readonly machine: string
  readonly results: readonly RosterResult[]
}

type BenchName = 'shift scheduling' | 'INRC-II'

/**
 * Runs the roster engine on a folder of published instances, in whichever of the two formats it holds, prints what it reached
 * beside what others did, and keeps it in a file when one is named.
 */
export async function benchRosters(options: RosterOptions, out: string | undefined): Promise<void> {
  const shifts = shiftInstances(options.folder)
  const bench: BenchName = shifts.length > 0 ? 'shift scheduling' : 'INRC-II'
  const all = shifts.length > 0 ? shifts : nurseInstances(options.folder)
  const names = options.only.length > 0 ? all.filter(name => options.only.includes(name)) : all
  if (names.length === 0)
    throw new Error(`${options.folder} holds no instance of either format, or none of those named.`)
  const benchOne = shifts.length > 0 ? benchShifts : benchNurses
  const results: RosterResult[] = []
  for (const name of names) results.push(await benchOne(engine, name, options))
  if (bench === 'INRC-II') results.push(...lateSets(options.folder, results))
  for (const said of fallen(results)) options.say(said)
  for (const line of alignedRows(rosterRows(results))) options.say(line)
  if (out !== undefined) keep(out, { bench, at: new Date().toISOString(), ...conditions(options), results })
}

/** What ran with fewer threads than it should, so that nobody takes its figures for what they are not. */
function fallen(results: readonly RosterResult[]): string[] {
  return results.flatMap(({ instance, runs }) =>
    runs.flatMap(({ seed, fallen: threads = [] }) =>
      threads.map(why => `${instance}, seed ${seed}: A THREAD FELL: ${why}`),
    ),
  )
}

function conditions({ seconds, clock, threads, runs }: RosterOptions): Pick<Kept, 'effort' | 'machine'> {
  const effort = `${runs} seeds, ${seconds} s${clock === 'processor' ? ' of a processor' : ''}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`
  return { effort, machine: `${availableParallelism()} × ${cpus()[0]?.model ?? 'CPU'}, Node ${process.versions.node}` }
}

/** What was kept of the same benchmark and effort stays, but for the instances that were run again. */
function keep(file: string, kept: Kept): void {
  const all = readKept(file)
  const same = all.find(({ bench, effort }) => bench === kept.bench && effort === kept.effort)
  const others = (same?.results ?? []).filter(({ instance }) => !kept.results.some(one => one.instance === instance))
  const results = [...others, ...kept.results].sort((a, b) => inOrder(a.instance, b.instance))
  const parts = [...all.filter(part => part !== same), { ...kept, results }]
  writeFileSync(file, `${JSON.stringify(parts, null, 1)}\n`)
}

/** Numbers by their size; sums over a set behind its instances. */
const inOrder = (one: string, other: string): number =>
  Number(one.includes(',')) - Number(other.includes(',')) || one.localeCompare(other, 'en', { numeric: true })

function readKept(file: string): Kept[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept[]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const BEGIN = '<!-- table: written by `npm run bench -- roster table` from roster-results.json -->'
const END = '<!-- end of table -->'

/** Renews the tables of `docs/roster.md`, and its picture, from a file of results. */
export function renewRosterPage(results: string, page: string, svg: string): void {
  const kept = readKept(results)
  const text = readFileSync(page, 'utf8')
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (from < 0 || to < from) throw new Error('The page has no place for the table: its two marks are missing.')
  const tables = kept.map(
    ({ bench, at, effort, machine, results: rows }) =>
      `### ${bench}, ${effort}\n\n${at.slice(0, 10)}; ${machine}.\n\n${markdownRows(rosterRows(rows))}`,
  )
  writeFileSync(page, `${text.slice(0, from + BEGIN.length)}\n\n${tables.join('\n\n')}\n\n${text.slice(to)}`)
  const curves = kept.find(({ bench }) => bench === 'shift scheduling')?.results
  if (curves) writeFileSync(svg, picture(curves))
}
