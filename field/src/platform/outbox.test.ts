import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  type Happened,
  type Kept,
  MOST,
  nextNth,
  type Send,
  type Store,
  sendWaiting,
  waitBefore,
} from './outbox.ts'

/** A disk that may lose power: what was not written when it went is gone, what was written stays. */
function disk() {
  const entries = new Map<string, Kept>()
  let dying = false
  const orDie = () => {
    if (!dying) return
    dying = false
    throw new Error('The phone is out of power.')
  }
  const store: Store = {
    all: async () => [...entries.values()].sort((a, b) => a.nth - b.nth),
    put: async list => {
      orDie()
      for (const entry of list) entries.set(entry.id, entry)
    },
    drop: async ids => {
      orDie()
      for (const id of ids) entries.delete(id)
    },
  }
  const die = () => {
    dying = true
  }
  return { store, entries, die }
}

const written = (nth: number): Kept => ({
  id: `f${nth}`,
  nth,
  fact: {
    id: `f${nth}`,
    kind: nth % 7 === 3 ? 'bad' : 'good',
    occurredAt: '2022-03-28T08:00:00.000Z',
    payload: {},
  },
  label: '',
  state: 'waits',
  problem: null,
})
const problem = (retry: 'review' | 'later') => ({ type: '/problems/x', retry, zh: '', en: '' })

/** The server as phones know it: it counts an id once, refuses what is bad, and is busy now and then. */
function server() {
  const counted = new Map<string, number>()
  const receive = (facts: readonly Happened[], busy: boolean): Answer[] =>
    facts.map(({ id, kind }, nth) => {
      const answer = { id, problem: null }
      if (kind === 'bad') return { ...answer, verdict: 'refused', problem: problem('review') }
      if (busy && nth % 3 === 1) return { ...answer, verdict: 'refused', problem: problem('later') }
      const verdict = counted.has(id) ? ('known' as const) : ('accepted' as const)
      if (verdict === 'accepted') counted.set(id, 1)
      return { ...answer, verdict }
    })
  return { counted, receive }
}

type Weather =
  | 'fine'
  | 'no line'
  | 'answer lost'
  | 'answers out of order'
  | 'busy'
  | 'crash'
  | 'half an answer'
  | 'power lost at the answer'
const weather = fc.constantFrom<Weather>(
  'fine',
  'no line',
  'answer lost',
  'answers out of order',
  'busy',
  'crash',
  'half an answer',
  'power lost at the answer',
)

/** A line of which each request meets the next weather. */
function throughWeather(
  days: readonly Weather[],
  receive: ReturnType<typeof server>['receive'],
  die: () => void,
): Send {
  let day = 0
  return async facts => {
    const now = days[day++] ?? 'fine'
    if (now === 'no line' || now === 'crash') throw new TypeError('no line')
    const answers = receive(facts, now === 'busy')
    if (now === 'answer lost') throw new TypeError('lost')
    if (now === 'power lost at the answer') die()
    if (now === 'answers out of order') return answers.toReversed()
    return now === 'half an answer' ? answers.slice(0, answers.length >> 1) : answers
  }
}

describe('an outbox and its server', () => {
  it('lose nothing and count nothing twice, whatever the line does, with two tabs at work', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 130 }),
        fc.array(weather, { maxLength: 12 }),
        fc.boolean(),
        async (count, days, twoTabs) => {
          const { store, entries, die } = disk()
          const { counted, receive } = server()
          const all = Array.from({ length: count }, (_, nth) => written(nth))
          await store.put(all)
          const send = throughWeather(days, receive, die)
          const once = () => sendWaiting(store, send, () => 'later').catch(() => 'later')
          for (let tries = 0; tries < 40 && [...entries.values()].some(({ state }) => state === 'waits'); tries++)
            await (twoTabs ? Promise.all([once(), once()]) : once())
          const bad = all.filter(({ fact }) => fact.kind === 'bad').map(({ id }) => id)
          expect([...counted.keys()].sort()).toEqual(
            all
              .map(({ id }) => id)
              .filter(id => !bad.includes(id))
              .sort(),
          )
          expect([...entries.values()].map(({ id, state }) => `${id} ${state}`).sort()).toEqual(
            bad.map(id => `${id} refused`).sort(),
          )
        },
      ),
    )
  })

  it('keep the order of writing, whatever the clock of the phone does, and the order in which they lie is that of their numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4e12 }), { maxLength: 40 }), clock => {
        const entries: Kept[] = []
        for (const now of clock) entries.push({ ...written(entries.length), nth: nextNth(entries, now) })
        expect([...entries].sort((a, b) => a.nth - b.nth)).toEqual(entries)
        expect(new Set(entries.map(({ nth }) => nth)).size).toBe(entries.length)
      }),
    )
  })

  it('set one entry aside that spoils every request, and send the others', async () => {
    const { store, entries } = disk()
    const { counted, receive } = server()
    await store.put(
      Array.from({ length: 60 }, (_, nth) => ({ ...written(nth), fact: { ...written(nth).fact, kind: 'good' } })),
    )
    const send: Send = async facts => {
      if (facts.some(({ id }) => id === 'f41')) throw new Error('413')
      return receive(facts, false)
    }
    expect(await sendWaiting(store, send, () => problem('review'))).toBe('empty')
    expect([...entries.keys()]).toEqual(['f41'])
    expect(counted.size).toBe(59)
  })

  it('do not let one that must wait hold up what was written after it', async () => {
    const { store, entries } = disk()
    const { counted, receive } = server()
    await store.put(
      Array.from({ length: 120 }, (_, nth) => ({ ...written(nth), fact: { ...written(nth).fact, kind: 'good' } })),
    )
    const send: Send = async facts =>
      receive(facts, false).map(answer =>
        answer.id === 'f3' ? { ...answer, verdict: 'refused', problem: problem('later') } : answer,
      )
    expect(await sendWaiting(store, send, () => 'later')).toBe('later')
    expect([...entries.keys()]).toEqual(['f3'])
    expect(counted.size).toBe(120)
  })

  it('stop and keep everything when the server wants somebody to sign in', async () => {
    const { store, entries } = disk()
    await store.put([written(0)])
    const send: Send = () => Promise.reject(new Error('401'))
    expect(await sendWaiting(store, send, () => 'signed-out')).toBe('signed-out')
    expect([...entries.values()].map(({ state }) => state)).toEqual(['waits'])
  })
})

it('waits longer each time, at most seven and a half minutes, and not as long as the phone beside it', () => {
  expect([0, 1, 4].map(tries => waitBefore(tries, 0.5))).toEqual([2_000, 4_000, 32_000])
  expect(waitBefore(99, 1)).toBe(450_000)
  expect(waitBefore(3, 0)).not.toBe(waitBefore(3, 0.9))
  expect(MOST).toBe(5_000)
})
