import { Problem } from '@muster/core/platform/problem.ts'
import { describe, expect, it } from 'vitest'
import { attempts } from './attempt.ts'
import { keepIn } from './keep.ts'

/** A phone: its storage outlives the page. */
function phone() {
  const stored = new Map<string, string>()
  const keep = keepIn(
    () =>
      ({
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => void stored.set(key, value),
        removeItem: (key: string) => void stored.delete(key),
      }) as Storage,
  )
  let made = 0
  const openPage = () => attempts(keep, () => `id-${++made}`)
  return { openPage, page: openPage() }
}
const refusal = (retry: 'now' | 'later' | 'review') => new Problem('callout/x', { status: 409, retry, zh: '', en: '' })
const lost = () => Promise.reject(new TypeError('Failed to fetch'))

describe('an act that must happen once', () => {
  it('a double tap is one request with one id', async () => {
    const { page } = phone()
    const sent: string[] = []
    const send = async (id: string) => sent.push(id)
    await Promise.all([page.run('sign-up.a', send), page.run('sign-up.a', send)])
    expect(sent).toEqual(['id-1'])
  })

  it('a lost answer, a reload and a second tap send the same id again', async () => {
    const { page, openPage } = phone()
    await expect(page.run('sign-up.a', lost)).rejects.toThrow(TypeError)
    const reloaded = openPage()
    expect(reloaded.pending('sign-up.a')).toBe(true)
    expect(await reloaded.run('sign-up.a', async id => id)).toBe('id-1')
    expect(reloaded.pending('sign-up.a')).toBe(false)
  })

  it('keeps the id where the server says “later”, and makes a new one after a refusal or an answer', async () => {
    const { page } = phone()
    await expect(page.run('a', () => Promise.reject(refusal('later')))).rejects.toThrow(Problem)
    const refuseKept = (id: string) => (id === 'id-1' ? Promise.reject(refusal('review')) : lost())
    await expect(page.run('a', refuseKept)).rejects.toThrow(Problem)
    expect(await page.run('a', async id => id)).toBe('id-2')
    expect(await page.run('a', async id => id)).toBe('id-3')
  })

  it('different acts and different people on one phone never share an id', async () => {
    const { page } = phone()
    const ids = await Promise.all(
      ['sign-up.a.li', 'sign-up.a.wang', 'sign-up.b.li'].map(act => page.run(act, async id => id)),
    )
    expect(new Set(ids).size).toBe(3)
  })

  it('still works where storage is forbidden: within the page, two taps stay one', async () => {
    const keep = keepIn(() => {
      throw new Error('SecurityError')
    })
    let made = 0
    const page = attempts(keep, () => `id-${++made}`)
    const sent: string[] = []
    const send = async (id: string) => sent.push(id)
    await Promise.all([page.run('a', send), page.run('a', send)])
    expect(sent).toEqual(['id-1'])
    keep.set('a/1', 'x')
    keep.set('b', 'y')
    keep.dropAll('a/')
    expect([keep.get('a/1'), keep.get('b')]).toEqual([null, 'y'])
  })
})
