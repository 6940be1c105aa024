import { expect, it } from 'vitest'
import { typedSince } from './draft.ts'

it('what was typed while the disk worked is not emptied with what was sent', () => {
  const sent = { plate: '苏C12345', name: '王小明', photo: undefined as string | undefined }
  expect(typedSince(sent, { ...sent, name: '李', photo: 'new' })).toEqual({ name: '李', photo: 'new' })
  expect(typedSince(sent, sent)).toEqual({})
})
