import { closeSheets } from '@muster/server/platform/sheets/sheets.ts'
import { TEMPLATE } from '@muster/server/platform/testing/global.ts'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type OwnServer, onDatabase } from '../server.ts'
import { r1 } from './r1.ts'

let server: OwnServer
beforeAll(async () => {
  server = await onDatabase(inject('engineUrl'), TEMPLATE)
})
afterAll(async () => {
  await server.stop()
  await closeSheets()
})

it('R1: 107 answers, 30 confirmed, all told, gone after 231 minutes', { timeout: 120_000 }, async () => {
  const { at, code } = server
  const { findings } = await r1.play({ at, code, secret: 'r1', speed: 0, speedAfter: 0, say: () => {} })
  expect(findings.filter(({ holds }) => !holds)).toEqual([])
  expect(findings).toHaveLength(17)
})
