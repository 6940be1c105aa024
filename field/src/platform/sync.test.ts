import { Problem } from '@muster/core/platform/problem.ts'
import { afterEach, expect, it, vi } from 'vitest'
import { HOLDER, kept } from './keep.ts'
import type { Happened, Send } from './outbox.ts'
import * as sync from './sync.ts'
import { newId } from './uuid.ts'

/** What a page has beyond Node: one place where events are heard. Where nothing lasts, the outbox lives in memory. */
const page = new EventTarget()
for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const)
  vi.stubGlobal(name, page[name].bind(page))
vi.stubGlobal('document', page)
kept.set(HOLDER, 'wang')
afterEach(() => sync.stopOutbox())

/** A page that was just opened: it knows only what lies on the disk. */
function opened(send: Send) {
  sync.stopOutbox()
  sync.startOutbox('wang', send)
  return sync
}

const noLine: Send = () => Promise.reject(new TypeError('no line'))

/** A server that takes everything, and what it was sent. */
function taking() {
  const heard: Happened[] = []
  const send: Send = async facts => {
    heard.push(...facts)
    return facts.map(({ id }) => ({ id, verdict: 'accepted', problem: null }))
  }
  return { heard, send }
}

it('a code that is opened again later stays the check-in that waits, with the time at which it was scanned', async () => {
  const [id, first] = [newId(), '2026-04-01T00:00:00.000Z']
  const fact = { kind: 'duty.checked-in', personId: 'wang', subjectId: 'gate', payload: { code: 'k' } }
  const basement = opened(noLine)
  await basement.writeDown({ ...fact, occurredAt: first }, 'here', id)
  const stairs = opened(noLine)
  await stairs.writeDown({ ...fact, occurredAt: '2026-04-01T00:10:00.000Z' }, 'here', id)
  expect(await stairs.outcomeOf(id, 2_000)).toBe('waits')
  const { heard, send } = taking()
  opened(send)
  await vi.waitFor(() => expect(heard.map(({ occurredAt }) => occurredAt)).toEqual([first]))
})

it('what stands between phone and server says nothing about an entry; a refused one can be tried again', async () => {
  const portal: Send = () =>
    Promise.reject(new Problem('door/unreachable', { status: 413, retry: 'later', zh: '', en: '' }))
  const waits = newId()
  const page = opened(portal)
  await page.writeDown({ kind: 'k', payload: {} }, 'waits', waits)
  expect(await page.outcomeOf(waits, 2_000)).toBe('waits')
  page.stopOutbox()

  const problem = { type: '/problems/ledger/unknown-kind', retry: 'review', zh: '', en: '' } as const
  opened(async facts => facts.map(({ id }) => ({ id, verdict: 'refused', problem })))
  await vi.waitFor(async () => expect(await page.outcomeOf(waits, 2_000)).toBe('refused'))
  page.stopOutbox()

  const { heard, send } = taking()
  opened(send)
  await vi.waitFor(async () => {
    await page.tryAgain(waits)
    expect(heard.map(({ id }) => id)).toEqual([waits])
  })
})

it('is sent once, however many ask when the line comes back', async () => {
  const page = opened(noLine)
  const id = newId()
  await page.writeDown({ kind: 'k', payload: {} }, 'once', id)
  expect(await page.outcomeOf(id, 2_000)).toBe('waits')
  const { heard, send } = taking()
  page.startOutbox('wang', async facts => {
    await new Promise(resolve => setTimeout(resolve, 5))
    return send(facts)
  })
  for (let asks = 0; asks < 3; asks++) page.sendNow()
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0))
  expect(await page.outcomeOf(id, 2_000)).toBe('sent')
  expect(heard.map(one => one.id)).toEqual([id])
})
