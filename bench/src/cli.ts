/** `npm run bench -- ingest seats …`: figures as ratios against a limit that is measured in the same run. */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benchRosters, renewRosterPage } from './benches/roster.ts'
import { readResults } from './figures/results.ts'
import { withTable } from './figures/table.ts'
import { openGround } from './ground/ground.ts'
import { BENCHES, runBenches } from './run.ts'

const USAGE = `usage: npm run bench -- ${Object.keys(BENCHES).join(' ')}
         [--facts 1000000] [--runs 3] [--seconds n] [--people 60000] [--applicants 20000] [--screens 2000] [--out docs/performance.json]
       npm run bench -- table    renews the table in docs/performance.md from docs/performance.json
       npm run bench -- roster --instances DIR [--only 1,2,5] [--seconds 60] [--clock wall|processor] [--threads 1] [--runs 3]
         [--highs seconds of HiGHS alone] [--solutions DIR] [--out docs/roster-results.json]
       npm run bench -- roster table    renews tables and picture of docs/roster.md from docs/roster-results.json`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    facts: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '3' },
    seconds: { type: 'string' },
    people: { type: 'string', default: '60000' },
    applicants: { type: 'string', default: '20000' },
    screens: { type: 'string', default: '2000' },
    instances: { type: 'string' },
    only: { type: 'string', default: '' },
    clock: { type: 'string', default: 'wall' },
    threads: { type: 'string', default: '1' },
    highs: { type: 'string', default: '0' },
    solutions: { type: 'string' },
    out: { type: 'string' },
  },
})

process.exitCode = await main()

async function main(): Promise<number> {
  if (positionals[0] === 'roster') return rosters()
  if (positionals[0] === 'table') return renewTable(values.out ?? 'docs/performance.json')
  const unknown = positionals.find(name => !(name in BENCHES))
  if (unknown || positionals.length === 0) {
    console.error(unknown ? `There is no bench “${unknown}”.\n${USAGE}` : USAGE)
    return 2
  }
  const ground = await openGround(process.env.DATABASE_URL)
  const closed = closesOnSignal(() => ground.close())
  try {
    const { runs, facts, people, applicants, screens } = values
    const sizes = { runs: Number(runs), facts: Number(facts), people: Number(people) }
    const options = { ...sizes, applicants: Number(applicants), screens: Number(screens) }
    const seconds = values.seconds ? { seconds: Number(values.seconds) } : {}
    await runBenches(positionals, ground, { ...options, ...seconds }, { say: console.log, out: values.out })
    return 0
  } finally {
    await closed()
  }
}

/** Rosters need no city and no database: only the folder with the instances. */
async function rosters(): Promise<number> {
  if (positionals[1] === 'table') {
    renewRosterPage('docs/roster-results.json', 'docs/roster.md', 'docs/pictures/roster-convergence.svg')
    return 0
  }
  const { instances: folder, only, seconds = '60', clock, threads, runs, highs, solutions, out } = values
  if (folder === undefined || (clock !== 'wall' && clock !== 'processor')) {
    console.error(USAGE)
    return 2
  }
  const effort = { seconds: Number(seconds), threads: Number(threads), runs: Number(runs), highs: Number(highs) }
  const names = only.split(',').filter(name => name !== '')
  await benchRosters({ folder, only: names, solutions, say: console.log, clock, ...effort }, out)
  return 0
}

function renewTable(file: string): number {
  const page = file.replace(/\.json$/, '.md')
  writeFileSync(page, withTable(readFileSync(page, 'utf8'), readResults(file)))
  console.log(`${page} has the results of ${file}`)
  return 0
}

/** Closes once, at the end or when told to stop half-way. */
function closesOnSignal(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined
  const once = () => {
    closing ??= close()
    return closing
  }
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => {
      console.error('\nstopping, and removing what was made …')
      void once().finally(() => process.exit(code))
    })
  return once
}
