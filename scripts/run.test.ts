import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { installed } from './launch/install.mjs'
import { alone } from './launch/lock.mjs'
import { stale } from './launch/screens.mjs'

const folders: string[] = []
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'muster-launch-'))
  folders.push(made)
  return made
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true })
})

const run = (...args: string[]) => spawnSync(process.execPath, ['scripts/run.mjs', ...args], { encoding: 'utf8' })

describe('the launcher', () => {
  it.each([['dance'], [''], ['constructor']])('answers the unknown verb “%s” with a sentence and 2', verb => {
    const { status, stderr, stdout } = run(verb)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(`没有“${verb}”这个命令`)
    expect(stderr).toContain('Known: start')
  })
})

describe('one at a time', () => {
  it('lets the second wait until the first is done', async () => {
    const lock = join(folder(), 'x.lock')
    const told: string[] = []
    const order: string[] = []
    const job = (name: string) =>
      alone(
        lock,
        () => told.push(name),
        async () => {
          order.push(`${name} begins`)
          await Promise.resolve()
          order.push(`${name} ends`)
        },
      )
    await Promise.all([job('one'), job('two')])
    expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
    expect(told).toEqual(['two'])
  })

  it('takes over from a process that is gone', async () => {
    const lock = join(folder(), 'x.lock')
    const { pid } = spawnSync(process.execPath, ['-e', '0'])
    writeFileSync(lock, JSON.stringify({ pid, host: (await import('node:os')).hostname() }))
    expect(
      await alone(
        lock,
        () => undefined,
        async () => 'done',
      ),
    ).toBe('done')
  })
})

describe('installed packages', () => {
  const checkout = (installedVersion?: string) => {
    const root = folder()
    const lock = (version: string) => JSON.stringify({ packages: { '': {}, 'node_modules/a': { version } } })
    mkdirSync(join(root, 'node_modules'))
    writeFileSync(join(root, 'package-lock.json'), lock('1.0.0'))
    if (installedVersion) writeFileSync(join(root, 'node_modules', '.package-lock.json'), lock(installedVersion))
    return root
  }

  it('are missing in a fresh clone', () => expect(installed(checkout())).toBe(false))
  it('are missing after the lock moved on', () => expect(installed(checkout('0.9.0'))).toBe(false))
  it('are taken as they are when npm ci was run by hand', () => {
    const root = checkout('1.0.0')
    expect(installed(root)).toBe(true)
    expect(readFileSync(join(root, 'node_modules', '.muster-lock'), 'utf8')).toMatch(/^[0-9a-f]{64}$/)
  })
})

it('builds a screen again only when what it is made of has changed', () => {
  const root = folder()
  for (const path of ['core/src', 'console/src', 'console/dist']) mkdirSync(join(root, path), { recursive: true })
  for (const file of ['package-lock.json', 'console/vite.config.ts', 'core/src/a.ts'])
    writeFileSync(join(root, file), '')
  const settle = () => {
    for (const { room, digest } of stale(root)) writeFileSync(join(root, room, 'dist', '.muster-digest'), digest)
  }
  expect(stale(root)).toHaveLength(1)
  settle()
  writeFileSync(join(root, 'core/src/a.test.ts'), 'tests are not shown')
  expect(stale(root)).toEqual([])
  writeFileSync(join(root, 'core/src/a.ts'), 'changed')
  expect(stale(root)).toHaveLength(1)
})
