import { closeSheets } from '@muster/server/platform/sheets/sheets.ts'
import { TEMPLATE } from '@muster/server/platform/testing/global.ts'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type OwnServer, onDatabase } from '../server.ts'
import { r10 } from './r10.ts'

let server: OwnServer
beforeAll(async () => {
  server = await onDatabase(inject('engineUrl'), TEMPLATE)
})
afterAll(async () => {
  await server.stop()
  await closeSheets()
})

it('R10: of sixty 48 are expected, 47 report, one is named to the unit only; what round 1 noted round 2 does', async () => {
  const { at, code } = server
  const { findings } = await r10.play({ at, code, secret: 'r10', speed: 0, speedAfter: 0, say: () => {} })
  expect(findings.filter(({ holds }) => !holds)).toEqual([])
  expect(findings).toHaveLength(10)
})
