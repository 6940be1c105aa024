// The launcher behind every npm script. It must run on an old Node with nothing installed, so it and `launch/` use
// only what Node 20 brings along; everything it starts runs under Node 24 with the pinned packages.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, noNode } from './launch/install.mjs'
import { envFor, findNode } from './launch/node24.mjs'
import { Refusal, say } from './launch/say.mjs'
import { ensureBuilt } from './launch/screens.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Every verb and the script it starts; `lead` goes before what the person typed.
 *
 * @type {Record<string, { script?: string, lead?: string[], screens?: true }>}
 */
const VERBS = {
  start: { script: 'demo/src/start.ts', screens: true },
  muster: { script: 'server/src/cli.ts' },
  replay: { script: 'demo/src/cli.ts' },
  crash: { script: 'demo/src/crash.ts' },
  bench: { script: 'bench/src/cli.ts' },
  shots: { script: 'demo/src/shots.ts', screens: true },
  build: { screens: true },
  check: { script: 'scripts/check.ts' },
  golden: { script: 'scripts/golden.ts' },
  test: { script: 'scripts/test.ts', screens: true },
}

/** `scripts/test.ts` leaves with this when it has said how many failed; any other failure has not said it. */
const FAILED_AND_SAID = 3

process.exitCode = await main(process.argv.slice(2))

/** @param {string[]} argv */
async function main([verb = '', ...args]) {
  let code = 1
  try {
    code = await launch(verb, args)
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error)
    else {
      say(error.zh, error.message)
      code = error.code
    }
  }
  if (verb !== 'test' || code === 0) return code
  if (code !== FAILED_AND_SAID) console.log('0 passed, 1 failed')
  return 1
}

/**
 * @param {string} name
 * @param {string[]} args
 */
async function launch(name, args) {
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined
  const known = Object.keys(VERBS).join(' · ')
  if (!verb)
    throw new Refusal(`没有“${name}”这个命令。可用：${known}`, `There is no verb “${name}”. Known: ${known}`, 2)

  await ensureInstalled(root)
  const node = findNode(root)
  if (!node) throw noNode()
  if (verb.screens) await ensureBuilt(root, (script, cwd) => run(node, script, cwd))
  if (!verb.script) return 0
  if (!existsSync(join(root, verb.script)))
    throw new Refusal(
      `还没有 ${verb.script}，“${name}”暂不可用。`,
      `There is no ${verb.script} yet: “${name}” cannot run.`,
    )
  return run(node, [join(root, verb.script), ...(verb.lead ?? []), ...args], root)
}

/**
 * Runs a script to its end and passes on its exit code and the signals that ask it to stop.
 *
 * @param {string} node
 * @param {string[]} script
 * @param {string} cwd
 * @returns {Promise<number>}
 */
function run(node, script, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, script, { cwd, env: envFor(root, node), stdio: 'inherit' })
    /** @param {NodeJS.Signals} signal */
    const pass = signal => {
      // Ctrl-C at a terminal reaches the child by itself; a second one would mean "at once" to it.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    const orphaned = whenOrphaned(() => child.kill('SIGTERM'))
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearInterval(orphaned)
      for (const each of signals) process.off(each, pass)
      resolve(signal ? 128 + (signal === 'SIGINT' ? 2 : 15) : (code ?? 1))
    })
  })
}

/**
 * npm does not pass every signal on: whoever stops `npm start` by its process id would leave a server behind.
 *
 * @param {() => void} then
 */
function whenOrphaned(then) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (!process.env.npm_lifecycle_event || process.ppid === parent) return
    clearInterval(timer)
    then()
  }, 500)
  return timer
}
