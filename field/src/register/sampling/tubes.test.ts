import { sampled, sampleWithdrawn } from '@muster/core/register/sampling/kinds.ts'
import { expect, it } from 'vitest'
import type { Kept } from '../../platform/outbox.ts'
import { type AtPost, countedOf } from './tubes.ts'

const at = {
  round: { id: 'round', name: '第一轮', tubeSize: 5, sameHousehold: true },
  tubes: [{ tube: 'T0', sealedAt: null, box: null, recalled: true, samples: [] }],
} as unknown as AtPost
let last = 0
const kept = (kind: string, payload: object, state = 'waits'): Kept =>
  ({ id: String(++last), state, fact: { kind, payload: { roundId: 'round', ...payload } } }) as unknown as Kept
const one = (tube: string, nth: number, state?: string) => kept(sampled.name, { tube, code: 'M1', nth }, state)

it('a family that goes on in the next tube is counted on, over all tubes of the round', () => {
  const first = [one('T1', 1), one('T1', 2)]
  expect(countedOf(at, 'M1', first)).toBe(2)
  expect(countedOf(at, 'M1', [...first, one('T2', 3), one('T2', 4, 'refused')])).toBe(3)
  expect(countedOf(at, 'M1', [...first, kept(sampleWithdrawn.name, { sampleId: first[1]!.id })])).toBe(1)
  expect(countedOf(at, 'other', first)).toBeUndefined()
})

it('whoever was in a recalled tube comes again, and is counted from the first', () => {
  expect(countedOf(at, 'M1', [one('T0', 1), one('T0', 2)])).toBe(0)
})
