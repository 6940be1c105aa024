import { asof } from './benches/asof.ts'
import { assignBench } from './benches/assign.ts'
import type { Bench, Options, Stage } from './benches/bench.ts'
import { board } from './benches/board.ts'
import { growth } from './benches/growth.ts'
import { ingest } from './benches/ingest.ts'
import { live } from './benches/live.ts'
import { register } from './benches/register.ts'
import { replanBench } from './benches/replan.ts'
import { seats } from './benches/seats.ts'
import { soak } from './benches/soak.ts'
import { start } from './benches/start.ts'
import { historian } from './city/history.ts'
import { aligned, cellsOf, HEADINGS } from './figures/line.ts'
import { keepResult, machineLine, type Result } from './figures/results.ts'
import { type Ground, machineNow } from './ground/ground.ts'

/** All benches, in the order of the page. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  ingest,
  seats,
  asof,
  live,
  soak,
  start,
  growth,
  assign: assignBench,
  replan: replanBench,
  board,
  register,
}

/** Runs benches one after the other, prints what each found, and keeps it in a file when one is named. */
export async function runBenches(
  names: readonly string[],
  ground: Ground,
  options: Options,
  { say, out }: { say: (line: string) => void; out?: string | undefined },
): Promise<Result[]> {
  const prepared = historian(ground, options.facts, options.people)
  const stage: Stage = { ground, options, say: line => say(`  ${line}`), prepared }
  const results: Result[] = []
  for (const name of names) {
    const machine = machineNow(ground)
    say(`\n${name}: ${machineLine(machine)}`)
    const { size, lines, notes } = await BENCHES[name]!(stage)
    const result: Result = { bench: name, at: new Date().toISOString(), size, machine, lines, notes }
    for (const row of aligned([HEADINGS, ...lines.map(cellsOf)])) say(row)
    for (const note of notes) say(`- ${note}`)
    if (out) keepResult(out, result, Object.keys(BENCHES))
    results.push(result)
  }
  return results
}
