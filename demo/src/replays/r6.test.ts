import { closeSheets } from '@muster/server/platform/sheets/sheets.ts'
import { TEMPLATE } from '@muster/server/platform/testing/global.ts'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type OwnServer, onDatabase } from '../server.ts'
import { r6 } from './r6.ts'

let server: OwnServer
beforeAll(async () => {
  server = await onDatabase(inject('engineUrl'), TEMPLATE)
})
afterAll(async () => {
  await server.stop()
  await closeSheets()
})

it('R6: ten service posts and their needs at nine, an owner for each building by half past, measures for all to read', async () => {
  const { at, code } = server
  const { findings } = await r6.play({ at, code, secret: 'r6', speed: 0, speedAfter: 0, say: () => {} })
  expect(findings.filter(({ holds }) => !holds)).toEqual([])
  expect(findings).toHaveLength(21)
})
