import { expect, it } from 'vitest'
import { pathOf } from './qr-path.ts'

it('draws runs of dark modules as one piece each, and nothing for light ones', () => {
  expect(
    pathOf([
      [true, true, false, true],
      [false, false, false, false],
    ]),
  ).toBe('M0 0h2v1h-2zM3 0h1v1h-1z')
})
