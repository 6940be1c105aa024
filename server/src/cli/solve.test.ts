import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMALL } from '@muster/solver/sample/dials.ts'
import { sampleProblem } from '@muster/solver/sample/sample.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'

const CLI = join(import.meta.dirname, '../cli.ts')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-solve-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The command as a person runs it; `onLine` hears what it says. */
function muster(args: readonly string[], onLine?: (said: string, interrupt: () => void) => void) {
  const child = spawn(process.execPath, [CLI, 'solve', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
    onLine?.(said, () => child.kill('SIGINT'))
  })
  return new Promise<{ code: number | null; said: string }>(resolve =>
    child.on('close', code => resolve({ code, said })),
  )
}

function fileOf(name: string, problem: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(problem))
  return file
}

it('Ctrl-C ends with the best roster so far, and says what it costs by rule', async () => {
  const problem = sampleProblem(1, SMALL)
  const out = join(folder, 'roster.json')
  let sent = false
  const args = [fileOf('problem.json', problem), '--seconds', '600', '--out', out]
  const { code, said } = await muster(args, (soFar, interrupt) => {
    if (sent || !/cost \d/.test(soFar)) return
    sent = true
    interrupt()
  })
  expect(said).toMatch(/Near home: .* kilometre/)
  expect(code).toBe(0)
  const roster = JSON.parse(readFileSync(out, 'utf8')) as Record<string, (string | null)[]>
  expect(Object.keys(roster)).toHaveLength(SMALL.people)
  expect(Object.values(roster).every(days => days.length === SMALL.days)).toBe(true)
})

it('a malformed problem is refused, with the way to the fault', async () => {
  const problem = sampleProblem(1, SMALL)
  const [first, ...demands] = problem.demands
  const wrong = { ...problem, demands: [{ ...first, jobs: ['nowhere'] }, ...demands] }
  const { code, said } = await muster([fileOf('wrong.json', wrong)])
  expect(code).toBe(1)
  expect(said).toMatch(/demands\[0\]\.jobs\[0\]：.*nowhere/)
})

it('what is no JSON is refused in words', async () => {
  writeFileSync(join(folder, 'no.json'), 'people: many')
  const { code, said } = await muster([join(folder, 'no.json')])
  expect(code).toBe(1)
  expect(said).toContain('Give a file of JSON.')
})
