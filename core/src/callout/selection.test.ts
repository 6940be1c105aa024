import { describe, expect, it } from 'vitest'
import type { Weighed } from './kinds.ts'
import { reasonsOf } from './reasons.ts'
import { rankCandidates, selectPeople } from './selection.ts'

const weighed = (arrival: number, over: Partial<Weighed> = {}): Weighed => ({
  fit: true,
  wanted: ['medical', 'driving'],
  skills: [],
  recentCalls: 0,
  onCall: false,
  availability: 'any-time',
  arrival,
  ...over,
})
const people = {
  first: weighed(1),
  tired: weighed(2, { recentCalls: 3 }),
  nurse: weighed(3, { skills: ['medical'] }),
  nurseWhoDrives: weighed(4, { skills: ['medical', 'driving'], recentCalls: 2 }),
  unfitNurse: weighed(5, { fit: false, skills: ['medical', 'driving'] }),
  onCall: weighed(6, { onCall: true }),
  notNow: weighed(7, { availability: 'not-now' }),
}
const candidates = Object.entries(people).map(([personId, of]) => ({ personId, weighed: of }))

describe('selection', () => {
  it('goes by fitness, skills asked for, load, on call, availability, and then by who came first', () => {
    expect(rankCandidates(candidates).map(({ personId }) => personId)).toEqual([
      'nurseWhoDrives',
      'nurse',
      'onCall',
      'first',
      'notNow',
      'tired',
      'unfitNurse',
    ])
  })

  it('leaves a place free rather than give it to somebody who says not to be fit', () => {
    const decided = selectPeople(candidates, [1, 2, 3, 4, 5, 6, 7], 0)
    expect(decided.filter(({ kind }) => kind === 'callout.confirmed')).toHaveLength(6)
    expect(decided.at(-1)).toMatchObject({ personId: 'unfitNurse', kind: 'callout.reserved', payload: { rank: 1 } })
  })

  it('can say why, for everybody', () => {
    const seat = { fit: true, lapsed: false, via: 'tap', weighed: people.nurseWhoDrives }
    expect(reasonsOf(seat, 4).map(({ zh }) => zh)).toEqual([
      '所需技能 2 项，具备 2 项',
      '近 7 天已确认 2 次召集',
      '按报名先后：第 4 个报名',
    ])
    const lapsed = { fit: false, lapsed: true, via: 'offer', weighed: null }
    expect(reasonsOf(lapsed, 9).map(({ en }) => en)).toEqual([
      'by arrival: sign-up no. 9',
      'says not to be fit for this post, so never placed automatically',
      'accepted from an offer',
      'a held place was not answered in time, so moved to the end of the reserve',
    ])
  })
})
