import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { runTests } from './test-run.ts'

const folders: string[] = []
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true })
})

/** A run over one file with this text, in a folder of its own. */
async function tallyOf(text: string, stuckMs = 20_000) {
  const cwd = mkdtempSync(join(tmpdir(), 'muster-run-'))
  folders.push(cwd)
  symlinkSync(resolve('node_modules'), join(cwd, 'node_modules'), 'junction')
  writeFileSync(join(cwd, 'a.test.ts'), `import { afterAll, expect, it } from 'vitest'\n${text}`)
  const { passed, failed } = await runTests(['--silent', '--testTimeout=1000'], { cwd, stuckMs })
  return { passed, failed }
}

it.each([
  ['a good run', `it('a', () => {}); it.skip('b', () => {})`, 1, 0],
  ['a failing test', `it('a', () => {}); it('b', () => expect(1).toBe(2))`, 1, 1],
  ['a name used twice', `it('a', () => {}); it('a', () => {})`, 2, 1],
  ['an error nobody awaited', `it('a', () => { Promise.reject(new Error('alone')) })`, 1, 1],
  ['a file that does not load', `throw new Error('no')`, 0, 1],
  ['a failing hook of the file', `afterAll(() => { throw new Error('no') }); it('a', () => {})`, 1, 1],
  ['a test that waits for ever', `it('a', () => new Promise(() => {}))`, 0, 1],
])('counts %s', async (_, text, passed, failed) => {
  expect(await tallyOf(text)).toEqual({ passed, failed })
})

it('counts a worker that was killed', async () => {
  const { failed } = await tallyOf(`it('a', () => { process.kill(process.pid, 'SIGKILL') })`)
  expect(failed).toBeGreaterThan(0)
})

it('stops a loop that never lets go of its thread, and counts it', async () => {
  const { failed } = await tallyOf(`it('a', () => { for (;;); })`, 2_500)
  expect(failed).toBe(1)
})
