import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { signIn } from '@muster/core/access/wire.ts'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import { expect, it } from 'vitest'
import { asker } from '../play/ask.ts'
import { passphraseOf } from '../play/passphrase.ts'
import { CITY_DESK } from './r2/cast.ts'
import { END } from './r2/check.ts'
import { r2 } from './r2.ts'
import { ownStage } from './testing.ts'

const { play, server } = ownStage()

it('R2: 6,396 people counted once, frozen at 16:00, whatever came later', { timeout: 300_000 }, async () => {
  const { findings, failed, sentences } = await play(r2)
  expect(failed).toEqual([])
  expect(findings.length).toBeGreaterThan(20)
  expect(sentences[0]).toBe('截至3月30日16时，68家单位6,396人到社区报到，覆盖4个区和1个开发区、43个街道、343个社区。')
})

it('played again, changes nothing: what was sent is known, what was done stays done', async () => {
  expect((await play(r2)).failed).toEqual([])
})

it('a rebuild from the facts gives the same figures', async () => {
  const desk = asker(server().at)
  await desk(signIn, { login: CITY_DESK, passphrase: passphraseOf(r2.id, CITY_DESK) })
  const count = () => desk(enrolment.figures, { asOf: END })
  const before = await count()
  const cli = join(import.meta.dirname, '../../../server/src/cli.ts')
  const env = { ...process.env, DATABASE_URL: server().databaseUrl }
  const rebuilt = spawnSync(process.execPath, [cli, 'rebuild'], { env, encoding: 'utf8' })
  expect(rebuilt.stderr).toBe('')
  expect(rebuilt.status).toBe(0)
  expect(await count()).toEqual(before)
})
