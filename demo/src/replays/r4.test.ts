import { closeSheets } from '@muster/server/platform/sheets/sheets.ts'
import { TEMPLATE } from '@muster/server/platform/testing/global.ts'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type OwnServer, onDatabase } from '../server.ts'
import { r4 } from './r4.ts'

let server: OwnServer
beforeAll(async () => {
  server = await onDatabase(inject('engineUrl'), TEMPLATE)
})
afterAll(async () => {
  await server.stop()
  await closeSheets()
})

it('R4: 5.5 hours of rest are refused; a reason and a second name bring relief with them', async () => {
  const { at, code } = server
  const { findings } = await r4.play({ at, code, secret: 'r4', speed: 0, speedAfter: 0, say: () => {} })
  expect(findings.filter(({ holds }) => !holds)).toEqual([])
  expect(findings).toHaveLength(13)
})
