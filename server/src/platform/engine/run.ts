import { spawn } from 'node:child_process'
import type { RunAs } from './user.ts'

export interface Ran {
  readonly ok: boolean
  /** What it said, both streams, trimmed; or why it could not be started at all. */
  readonly said: string
}

/** The environment of every PostgreSQL program: English messages (we read some of them) and no PG… of the caller. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/i.test(name))
  return { ...Object.fromEntries(own), LC_ALL: 'C' }
}

/** Runs one short program to its end. Never throws: not being able to run is an answer. */
export function run(file: string, args: readonly string[], runAs?: RunAs, input = ''): Promise<Ran> {
  return new Promise(resolve => {
    const child = spawn(file, args, { cwd: '/', env: plainEnvironment(), windowsHide: true, ...runAs })
    let said = ''
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-20_000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.stdin.on('error', () => {}) // it may be gone before it has read everything
    child.stdin.end(input)
    child.on('error', error => resolve({ ok: false, said: error.message }))
    child.on('close', code => resolve({ ok: code === 0, said: said.trim() }))
  })
}
