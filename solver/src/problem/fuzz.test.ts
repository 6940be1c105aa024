import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile } from '../model/compile.ts'
import type { RuleKind } from '../problem/parameters.ts'
import { KINDS } from '../rules/kinds.ts'
import { anyProblem } from '../rules/testing/any-problem.ts'
import { readProblem } from './read.ts'

/** What somebody might write instead. */
const wrong = fc.constantFrom<unknown>(null, undefined, -1, 0, 1.5, 1e12, '', 'gate', 'hard', true, [], {}, [null], [0])
const edit = fc.record({
  how: fc.constantFrom('replace', 'remove', 'double', 'add'),
  where: fc.array(fc.nat(), { maxLength: 6 }),
  what: wrong,
})
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never
type Holder = Record<string | number, unknown>

/** Goes down from the problem as far as the way leads, and spoils what it finds there. */
function spoil(problem: object, { how, where, what }: Edit): void {
  let holder = problem as Holder
  let key: string | number = Object.keys(holder)[0]!
  for (const step of where) {
    const keys = Object.keys(holder)
    if (keys.length === 0) break
    key = keys[step % keys.length]!
    const inner = holder[key]
    if (typeof inner !== 'object' || inner === null || Object.keys(inner).length === 0) break
    holder = inner as Holder
    key = Object.keys(holder)[0]!
  }
  if (how === 'remove') Reflect.deleteProperty(holder, key)
  else if (how === 'double' && Array.isArray(holder)) holder.push(structuredClone(holder[0]))
  else if (how === 'add') holder.surplus = what
  else holder[key] = what
}

it('a problem that was spoiled is refused with the way to each fault, or can be compiled', () => {
  let refused = 0
  const spoiled = fc
    .subarray(Object.keys(KINDS) as RuleKind[], { minLength: 1, maxLength: 8 })
    .chain(kinds => fc.tuple(anyProblem(kinds), fc.array(edit, { minLength: 1, maxLength: 3 })))
  fc.assert(
    fc.property(spoiled, ([problem, edits]) => {
      const value = structuredClone(problem) as object
      for (const each of edits) spoil(value, each)
      const reading = readProblem(value)
      if (reading.ok) expect(compile(reading.problem).lines).toHaveLength(reading.problem.people.length)
      else {
        refused++
        expect(reading.faults.length).toBeGreaterThan(0)
        for (const { path, zh, en } of reading.faults) {
          // Every step of the way but the last, which may be missing, is there.
          expect(leads(value, path), `${path}: ${en}`).toBe(true)
          expect(`${zh}${en}`).not.toMatch(/\{\w+\}|undefined/)
        }
      }
    }),
    { numRuns: 300 },
  )
  expect(refused).toBeGreaterThan(150)
})

it.each([[null], [undefined], [7], ['week'], [[]], [{}]])('%j is refused too', value => {
  const reading = readProblem(value)
  expect(reading.ok ? [] : reading.faults.map(({ en }) => en)).not.toEqual([])
})

function leads(value: unknown, path: string): boolean {
  const steps = path.match(/[^.[\]]+/g) ?? []
  let at: unknown = value
  for (const step of steps.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return false
    at = (at as Holder)[step]
  }
  return steps.length === 0 ? path === '' && typeof value !== 'object' : typeof at === 'object' && at !== null
}
