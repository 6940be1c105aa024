import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { signIn } from '@muster/core/access/wire.ts'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import { closeSheets } from '@muster/server/platform/sheets/sheets.ts'
import { TEMPLATE } from '@muster/server/platform/testing/global.ts'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { asker } from '../play/ask.ts'
import { passphraseOf } from '../play/passphrase.ts'
import { type OwnServer, onDatabase } from '../server.ts'
import { CITY_DESK } from './r2/cast.ts'
import { END } from './r2/check.ts'
import { r2 } from './r2.ts'

const SECRET = 'r2'
let server: OwnServer
beforeAll(async () => {
  server = await onDatabase(inject('engineUrl'), TEMPLATE)
})
afterAll(async () => {
  await server.stop()
  await closeSheets()
})

it('R2: 6,396 people counted once, frozen at 16:00, whatever came later', { timeout: 300_000 }, async () => {
  const { at, code } = server
  const played = await r2.play({ at, code, secret: SECRET, speed: 0, speedAfter: 0, say: () => {} })
  expect(played.findings.filter(({ holds }) => !holds)).toEqual([])
  expect(played.findings.length).toBeGreaterThan(20)
  expect(played.sentences[0]).toBe(
    '截至3月30日16时，68家单位6,396人到社区报到，覆盖4个区和1个开发区、43个街道、343个社区。',
  )
})

it('played again, changes nothing: what was sent is known, what was done stays done', async () => {
  const { at, code } = server
  const again = await r2.play({ at, code, secret: SECRET, speed: 0, speedAfter: 0, say: () => {} })
  expect(again.findings.filter(({ holds }) => !holds)).toEqual([])
})

it('a rebuild from the facts gives the same figures', async () => {
  const desk = asker(server.at)

  await desk(signIn, { login: CITY_DESK, passphrase: passphraseOf(SECRET, CITY_DESK) })
  const count = () => desk(enrolment.figures, { asOf: END })
  const before = await count()
  const cli = join(import.meta.dirname, '../../../server/src/cli.ts')
  const env = { ...process.env, DATABASE_URL: server.databaseUrl }
  const rebuilt = spawnSync(process.execPath, [cli, 'rebuild'], { env, encoding: 'utf8' })
  expect(rebuilt.stderr).toBe('')
  expect(rebuilt.status).toBe(0)
  expect(await count()).toEqual(before)
})
