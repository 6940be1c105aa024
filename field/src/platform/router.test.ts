import { expect, it } from 'vitest'
import { routeOf } from './router.ts'

it.each([
  ['/m/', 'home', ''],
  ['/m', 'home', ''],
  ['/m/j/xuzhou.aBc_-9', 'join', 'xuzhou.aBc_-9'],
  ['/m/c/xuzhou.aBc/', 'call', 'xuzhou.aBc'],
  ['/m/c/a%20b', 'call', 'a b'],
  ['/m/calls/0190-1', 'answer', '0190-1'],
  ['/m/b/xuzhou.t', 'badge', 'xuzhou.t'],
  ['/m/z/320302001002', 'measures', '320302001002'],
  ['/m/report', 'report', ''],
  ['/m/duty', 'duty', ''],
  ['/m/k/ab.12-_x', 'check-in', 'ab.12-_x'],
  ['/m/record', 'record', ''],
  ['/m/lead', 'lead', ''],
  ['/m/lead/0190-1', 'lead-shift', '0190-1'],
  ['/m/lead/0190-1/code', 'lead-code', '0190-1'],
  ['/m/card', 'card', ''],
  ['/m/me/', 'me', ''],
  ['/m/j/', 'not-found', ''],
  ['/m/c/a/b', 'not-found', ''],
  ['/m/else', 'not-found', ''],
  ['/', 'not-found', ''],
  ['/m/c/%E0%A4%A', 'call', '%E0%A4%A'],
])('%s leads to %s', (path, page, key) => {
  expect(routeOf(path)).toEqual({ page, key })
})

it('takes the passphrase token from behind the hash only', () => {
  expect(routeOf('/m/p', '#xuzhou.secret')).toEqual({ page: 'passphrase', key: 'xuzhou.secret' })
  expect(routeOf('/m/p/xuzhou.secret').page).toBe('not-found')
})
