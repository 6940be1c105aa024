import { closeSheets } from '@muster/server/platform/sheets/sheets.ts'
import { TEMPLATE } from '@muster/server/platform/testing/global.ts'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type OwnServer, onDatabase } from '../server.ts'
import { r5 } from './r5.ts'

let server: OwnServer
beforeAll(async () => {
  server = await onDatabase(inject('engineUrl'), TEMPLATE)
})
afterAll(async () => {
  await server.stop()
  await closeSheets()
})

it('R5: relieved at 13:10, asked with her hours before her eyes, sent on by her own word, two stretches on her record', async () => {
  const { at, code } = server
  const { findings } = await r5.play({ at, code, secret: 'r5', speed: 0, speedAfter: 0, say: () => {} })
  expect(findings.filter(({ holds }) => !holds)).toEqual([])
  expect(findings).toHaveLength(14)
})
