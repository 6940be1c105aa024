#!/usr/bin/env node
/** `npm run crash`: kills servers and PostgreSQL under load, many times over, and lets a checker look at what the clients were told. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Breach, type History, longestSilence } from './crash/history.ts'
import { cleanup } from './crash/machine/cleanup.ts'
import { bundled, elsewhere } from './crash/machine/postgres.ts'
import { cutPower, whyNoPowerCut } from './crash/power-cut.ts'
import { playRound, type Round } from './crash/round.ts'
import { teller } from './play/teller.ts'

const USAGE = `npm run crash -- --kills 200 --seed 1      杀进程 · kills servers and PostgreSQL under load
  --servers 2            同一数据库上的服务进程数 · server processes on one database
  --seconds-between 0.5  两次之间的平均秒数 · mean seconds between a recovery and the next kill
  --kills-per-seed 10    每个种子杀几次后全面核对 · kills before each complete check
  --people 40            有手机的人数 · people with phones
npm run crash -- --power-cut --kills 5     断电 · power cuts instead (root and loop devices)`

const number = (fallback: string) => ({ type: 'string', default: fallback }) as const
const { values } = parseArgs({
  options: {
    kills: number('20'),
    seed: number('1'),
    servers: number('1'),
    'seconds-between': number('0.5'),
    'kills-per-seed': number('10'),
    people: number('40'),
    'power-cut': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const undo = cleanup()
const tell = teller('crash')
try {
  process.exitCode = await main()
} finally {
  await undo.now()
}

async function main(): Promise<number> {
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const [kills, people] = [Number(values.kills), Number(values.people)]
  if (!values['power-cut']) return killMany(kills, people)
  const why = whyNoPowerCut()
  if (why) {
    console.log(why)
    return 2
  }
  const { cuts, breaches, history, sentence } = await cutPower(
    { cuts: kills, seed: Number(values.seed), people, say: tell.say },
    undo,
  )
  tell.clear()
  const wrong = conclude(breaches, [history])
  console.log(
    `${wrong ? '✗' : '✓'} crash: ${cuts} 次断电 power cuts · ${sentence} · ${breaches.length} 处违约 breaches`,
  )
  return wrong
}

/** Round after round, each with its own seed, until all kills are done or one round ends badly. */
async function killMany(kills: number, people: number): Promise<number> {
  const perSeed = Number(values['kills-per-seed'])
  const rounds: Round[] = []
  for (let left = kills, seed = Number(values.seed); left > 0; left -= perSeed, seed++) {
    const settings = {
      seed,
      people,
      kills: Math.min(left, perSeed),
      servers: Number(values.servers),
      between: Number(values['seconds-between']),
    }
    rounds.push(await oneRound({ ...settings, say: line => tell.say(`seed ${seed} ${line}`) }))
    if (rounds.at(-1)!.breaches.length > 0) break
  }
  tell.clear()
  const breaches = rounds.flatMap(round => round.breaches)
  const wrong = conclude(
    breaches,
    rounds.filter(round => round.breaches.length > 0).map(({ history }) => history),
  )
  console.log(`${wrong ? '✗' : '✓'} crash: ${countsOf(rounds)} · ${breaches.length} 处违约 breaches`)
  return wrong
}

async function oneRound(settings: Parameters<typeof playRound>[1]): Promise<Round> {
  const { DATABASE_URL } = process.env
  if (DATABASE_URL) return playRound(elsewhere(DATABASE_URL), settings, undo)
  const folder = mkdtempSync(join(tmpdir(), 'muster-crash-'))
  const postgres = await bundled(folder)
  const stop = async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  undo.later(stop)
  const round = await playRound(postgres, settings, undo)
  await stop()
  return round
}

/** Everything in one line. */
function countsOf(rounds: readonly Round[]): string {
  const sum = (count: (round: Round) => number) => rounds.reduce((total, round) => total + count(round), 0)
  const of = (victim: string) => sum(({ killed }) => killed.filter(one => one === victim).length)
  const longest = Math.max(...rounds.map(({ history }) => longestSilence(history)))
  return [
    `${sum(({ killed }) => killed.length)} 次 kills (server ${of('server')}, postmaster ${of('postmaster')}, backend ${of('backend')})`,
    `${rounds.length} 个种子 seeds, ${values.servers} 个服务 servers`,
    `${sum(({ acknowledged }) => acknowledged)} 次应答 answered, ${sum(({ unanswered }) => unanswered)} 次无应答 unanswered`,
    `${sum(({ facts }) => facts)} 条记录 facts`,
    `最长无应答 longest silence ${(longest / 1000).toFixed(1)} s`,
  ].join(' · ')
}

/** Says what was broken, and keeps the histories to look into. @returns the exit code */
function conclude(breaches: readonly Breach[], histories: readonly History[]): number {
  for (const { rule, what } of breaches.slice(0, 20)) console.log(`  ✗ ${rule}: ${what}`)
  if (breaches.length === 0) return 0
  const file = join(mkdtempSync(join(tmpdir(), 'muster-crash-history-')), 'history.json')
  writeFileSync(file, JSON.stringify({ breaches, histories }))
  console.log(`  ${file}`)
  return 1
}
