import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Change, Ring } from './ring.ts'

const MOST = { count: 7, size: 100 }
const said = fc.record({ tenant: fc.constantFrom('left', 'right'), size: fc.integer({ min: 1, max: 60 }) })

/** The same by going through everything: the newest that fit, and always the newest one. */
function keptOf(all: readonly (Change & { size: number })[]): readonly Change[] {
  let kept = all.slice(-MOST.count)
  while (kept.length > 1 && kept.reduce((sum, { size }) => sum + size, 0) > MOST.size) kept = kept.slice(1)
  return kept
}

describe('the ring of changes', () => {
  it('answers what a tenant missed as long as it keeps where that was, and never more than fits', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 40 }), fc.nat(40), (changes, again) => {
        const ring = new Ring(MOST, 'mark')
        const all = [{ id: 'mark', tenant: '', topics: [], size: 0 }]
        for (const [nth, { tenant, size }] of changes.entries()) {
          if (nth === again) {
            ring.startOver('again')
            all.splice(0, all.length, { id: 'again', tenant: '', topics: [], size: 0 })
          }
          const change = { id: `${nth}`, tenant, topics: [] }
          ring.add(change, size)
          all.push({ ...change, size })
        }
        const kept = keptOf(all)
        expect(ring.newest).toBe(kept.at(-1)?.id)
        for (const id of ['mark', 'again', ...changes.keys()].map(String)) {
          const at = kept.findIndex(change => change.id === id)
          const missed = kept.slice(at + 1).filter(({ tenant }) => tenant === 'left')
          const ids = ring.since(id, 'left')?.map(change => change.id)
          expect(ids).toEqual(at < 0 ? undefined : missed.map(change => change.id))
        }
      }),
    )
  })
})
