import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { benchRosters, renewRosterPage } from './roster.ts'
import { agreed, type RosterResult } from './roster-run.ts'
import { rosterRows } from './roster-table.ts'

const INSTANCE = `SECTION_HORIZON
7
SECTION_SHIFTS
E,480,
N,480,E
SECTION_STAFF
Ann,E=7|N=7,2400,0,5,2,1,1
Bea,E=7|N=7,2400,0,5,2,1,1
SECTION_DAYS_OFF
Ann,0
SECTION_SHIFT_ON_REQUESTS
Bea,2,N,3
SECTION_SHIFT_OFF_REQUESTS
Bea,4,E,2
SECTION_COVER
0,E,1,100,1
1,E,1,100,1
2,N,1,100,1
3,N,1,100,1
`

const PAGE =
  'before\n<!-- table: written by `npm run bench -- roster table` from roster-results.json -->\n<!-- end of table -->\nafter\n'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rosters-'))
  mkdirSync(join(folder, 'instances'))
  writeFileSync(join(folder, 'instances', 'Instance1.txt'), INSTANCE)
  writeFileSync(join(folder, 'instances', 'best-known.csv'), 'instance,best_known,lower_bound\n1,10,10\n')
  writeFileSync(join(folder, 'instances', 'published-methods.csv'), 'instance,EC_10min,BP_sol\n1,20,\n')
  writeFileSync(join(folder, 'page.md'), PAGE)
})
afterAll(() => rmSync(folder, { recursive: true }))

it('runs an instance, writes what it found, and renews page and picture from the results', async () => {
  const said: string[] = []
  const out = join(folder, 'results.json')
  // NOTE: on a busy machine a thread takes most of a second to start; a roster proved best ends the run early.
  const options = { folder: join(folder, 'instances'), only: [], seconds: 3, threads: 1, runs: 2, highs: 2 }
  const solutions = join(folder, 'solutions')
  await benchRosters({ ...options, solutions, say: line => void said.push(line) }, out)
  expect(readdirSync(solutions)).toEqual(['Instance1-seed1.ros', 'Instance1-seed2.ros'])
  expect(said.join('\n')).toContain('HiGHS alone: 0 in')
  const [kept] = JSON.parse(readFileSync(out, 'utf8')) as { results: RosterResult[] }[]
  expect(kept!.results[0]!.runs.map(({ seed, cost }) => [seed, cost])).toEqual([
    [1, 0],
    [2, 0],
  ])
  const other = { ...kept, results: [{ ...kept!.results[0]!, instance: '12' }] }
  writeFileSync(out, JSON.stringify([other]))
  await benchRosters({ ...options, solutions, say: () => undefined }, out)
  const [both] = JSON.parse(readFileSync(out, 'utf8')) as { results: RosterResult[] }[]
  expect(both!.results.map(({ instance }) => instance)).toEqual(['1', '12'])
  renewRosterPage(out, join(folder, 'page.md'), join(folder, 'picture.svg'))
  expect(readFileSync(join(folder, 'page.md'), 'utf8')).toMatch(/^before[\s\S]*\| 1 \| 10 \| 0 \|[\s\S]*after\n$/)
  expect(readFileSync(join(folder, 'picture.svg'), 'utf8')).toMatch(/^<svg[\s\S]*<path d="M\d+ \d+H[\s\S]*<\/svg>\n$/)
})

/** One nurse, one shift, one day a week. */
const NURSES = {
  'best-known.csv':
    'dataset,late_instances,competition_best_of_the_two_late_instances,range_as_noted\ntiny,tiny_0_0-1 tiny_0_1-0,5,5-20\n',
  'tiny/Sc-tiny.txt':
    'SCENARIO = tiny\n\nWEEKS = 2\n\nSKILLS = 1\nAide\n\nSHIFT_TYPES = 1\nEarly (1,7)\n\nFORBIDDEN_SHIFT_TYPES_SUCCESSIONS\n\n' +
    'CONTRACTS = 1\nFull (0,2) (1,7) (1,14) 2 0\n\nNURSES = 1\nAnn Full 1 Aide\n',
  'tiny/H0-tiny-0.txt': 'HISTORY\n0 tiny\n\nNURSE_HISTORY\nAnn 0 0 None 0 0 2\n',
  'tiny/WD-tiny-0.txt': 'REQUIREMENTS\nEarly Aide (1,1) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)\n',
  'tiny/WD-tiny-1.txt':
    'REQUIREMENTS\nEarly Aide (0,0) (0,0) (1,1) (0,0) (0,0) (0,0) (0,0)\n\nSHIFT_OFF_REQUESTS = 1\nAnn Any Wed\n',
}

it('runs an instance of the nurse competition week by week, each with the ones to come as they are expected', async () => {
  const instances = join(folder, 'nurses')
  mkdirSync(join(instances, 'tiny'), { recursive: true })
  for (const [file, text] of Object.entries(NURSES)) writeFileSync(join(instances, file), text)
  const said: string[] = []
  const solutions = join(folder, 'weeks')
  const options = { folder: instances, only: [], seconds: 18, threads: 1, runs: 1, highs: 0, solutions }
  await benchRosters({ ...options, say: line => void said.push(line) }, undefined)
  expect(said[0]).toMatch(/^tiny_0_0-1, seed 1: 10 in /)
  expect(said[1]).toMatch(/^tiny_0_1-0, seed 1: 10 in /)
  expect(said.find(line => line.includes('both'))).toMatch(/^ *tiny, both +25 +20 +-20.00 % +20 – 20 /)
  const [first, second] = readdirSync(solutions).map(file => readFileSync(join(solutions, file), 'utf8'))
  expect(first).toMatch(/ASSIGNMENTS = 1\nAnn Mon Early Aide\n$/)
  expect(second).toMatch(/ASSIGNMENTS = 1\nAnn Wed Early Aide\n$/)
})

it('a folder without instances is refused', async () => {
  const options = { folder, only: [], seconds: 1, threads: 1, runs: 1, highs: 0, solutions: undefined }
  await expect(benchRosters({ ...options, say: () => undefined }, undefined)).rejects.toThrow('holds no instance')
})

describe('no figure is reported', () => {
  it('that the checker does not agree with', () => {
    expect(() => agreed('Instance 1', 607, { cost: 608, violations: [] })).toThrow('says 607, the checker 608')
    expect(agreed('Instance 1', 607, { cost: 607, violations: [] })).toBe(607)
  })

  it('of a roster that breaks a hard rule', () => {
    const violations = [{ rule: 'Days off', says: 'Ann, day 0' }]
    expect(() => agreed('Instance 1', 607, { cost: 607, violations })).toThrow('first Days off: Ann, day 0')
  })
})

it('gaps are of the median, and a mean says over how many instances', () => {
  const run = (cost: number) => ({ seed: 1, cost, cpuSeconds: 60, wallSeconds: 60, curve: [] })
  const rows = rosterRows([
    { instance: '1', best: 100, runs: [run(101), run(110), run(103)], published: { 'branch & price': 100 } },
    { instance: '2', best: 200, runs: [run(202)], published: {} },
  ])
  expect(rows[1]).toEqual(['1', '100', '103', '3.00 %', '101 – 110', '–', '60', '', '100 (0.00 %)'])
  expect(rows[3]).toEqual(['mean gap', '', '', '2.00 % of 2', '', '', '', '', '0.00 % of 1'])
})
