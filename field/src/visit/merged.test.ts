import { describe, expect, it } from 'vitest'
import type { Kept } from '../platform/outbox.ts'
import { correctable, type List, merged, nextDoor, type Sweep, statesOf } from './merged.ts'

const door = (number: number) => ({
  id: `d${number}`,
  stair: '1',
  floor: 1,
  number: String(number),
  said: false,
  excused: false,
  visits: [],
})
const LIST: List = {
  site: { id: 'b', name: '3 栋' },
  stair: '1',
  heardAt: null,
  claim: null,
  doors: [door(101), door(102), door(103)],
}
const SWEEP = { id: 's', attempts: 2, zone: 'Asia/Shanghai', lists: [LIST] } as unknown as Sweep
const AT = '2022-04-17T02:00:00.000Z'
let nth = 0
const wrote = (kind: string, subjectId: string, payload: object = {}, supersedes?: string): Kept => {
  nth += 1
  const fact = { id: `f${nth}`, kind: `visit.${kind}`, occurredAt: AT, subjectId, supersedes }
  return {
    id: fact.id,
    nth,
    fact: { ...fact, payload: { sweepId: 's', ...payload } },
    label: '',
    state: 'waits',
    problem: null,
  }
}
const after = (...kept: Kept[]) => merged(SWEEP, LIST, kept)

describe('a list without a line', () => {
  it('shows what this phone wrote down, and once what the server knows of it too', () => {
    const visit = wrote('done', 'd101', { outcome: 'answered' })
    expect(statesOf(SWEEP, after(visit))).toMatchObject({ done: 1, open: 2 })
    const told = { ...LIST, doors: after(visit).doors }
    expect(merged(SWEEP, told, [visit]).doors[0]!.visits).toHaveLength(1)
  })

  it('takes back what was a slip', () => {
    const slip = wrote('done', 'd101', { outcome: 'refused' })
    expect(statesOf(SWEEP, after(slip, wrote('withdrawn', 'd101', {}, slip.id)))).toMatchObject({ done: 0 })
  })

  it('is held by whoever took it, extended by work, and free once given back', () => {
    const claim = wrote('claimed', 'b', { stair: '1', over: true, said: ['d101', 'd102'] })
    expect(after(claim).claim).toMatchObject({ mine: true, until: '2022-04-17T02:45:00.000Z' })
    expect(statesOf(SWEEP, after(claim))).toMatchObject({ unknown: 2, open: 1 })
    expect(after(claim, wrote('released', 'b', { stair: '1' })).claim).toBeNull()
    expect(after(wrote('claimed', 'b', { stair: '2' })).claim).toBeNull()
  })

  it('leaves out what the server refused, and what is of another sweep', () => {
    const visit = wrote('done', 'd101', { outcome: 'answered' })
    expect(statesOf(SWEEP, after({ ...visit, state: 'refused' }))).toMatchObject({ done: 0 })
    expect(statesOf(SWEEP, after(wrote('done', 'd101', { outcome: 'answered', sweepId: 't' })))).toMatchObject({
      done: 0,
    })
  })

  it('goes on with the next door, and not to one where nobody was home just now', () => {
    const list = after(wrote('done', 'd101', { outcome: 'nobody-home' }), wrote('done', 'd102', { outcome: 'empty' }))
    expect(nextDoor(SWEEP, list, 'd102', AT)?.id).toBe('d103')
    const last = merged(SWEEP, list, [wrote('done', 'd103', { outcome: 'empty' })])
    expect(nextDoor(SWEEP, last, 'd103', AT)).toBeUndefined()
    expect(nextDoor(SWEEP, last, 'd103', '2022-04-17T11:00:00.000Z')?.id).toBe('d101')
  })

  it('goes back to a door whose visit settles nothing, on the same morning and on the next', () => {
    const early = '2022-04-16T23:30:00.000Z'
    const tried = (held: boolean, outcome: 'answered' | 'nobody-home', at = AT): List => ({
      ...LIST,
      doors: [{ ...door(101), visits: [{ id: 'v', outcome, at, mine: true, held }] }],
    })
    expect(nextDoor(SWEEP, tried(true, 'answered'), undefined, AT)?.id).toBe('d101')
    // 07:30 and 10:00 are one morning in Shanghai, and two days by the clock of Greenwich.
    expect(nextDoor(SWEEP, tried(false, 'nobody-home', early), undefined, AT)).toBeUndefined()
  })

  it('corrects what one noted today, and is a knock of its own where that settles nothing or is of another day', () => {
    const noted = (held: boolean, at = AT) => ({
      ...door(101),
      visits: [{ id: 'v', outcome: 'refused' as const, at, mine: true, held }],
    })
    expect(correctable(SWEEP, noted(false), AT)?.id).toBe('v')
    expect(correctable(SWEEP, noted(true), AT)).toBeUndefined()
    expect(correctable(SWEEP, noted(false), '2022-04-18T02:00:00.000Z')).toBeUndefined()
    const first = wrote('done', 'd101', { outcome: 'refused' })
    const later = wrote('done', 'd101', { outcome: 'answered' }, first.id)
    const corrected = { ...later, fact: { ...later.fact, occurredAt: '2022-04-17T14:00:00.000Z' } }
    expect(after(first, corrected).doors[0]!.visits).toMatchObject([{ outcome: 'answered', at: AT }])
  })
})
