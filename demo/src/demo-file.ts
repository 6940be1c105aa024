import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from '@muster/core/platform/shapes.ts'
import { passphraseOf } from './play/passphrase.ts'
import { ADMINISTRATOR } from './play/stage.ts'
import { AUDITOR, CITY_DESK, secretaryLogin, streetLogin } from './replays/r2/cast.ts'

const Demo = z.object({
  /** From which all passphrases of the demonstration come: made anew for each installation. */
  secret: z.string(),
  /** False while the day is still being played; then the next start goes on. */
  loaded: z.boolean(),
  sentences: z.array(z.string()),
  accounts: z.array(z.object({ login: z.string(), passphrase: z.string(), zh: z.string(), en: z.string() })),
})
export type Demo = z.infer<typeof Demo>

const ACCOUNTS = [
  [CITY_DESK, '市级指挥', 'city desk'],
  [secretaryLogin('XZ01'), '市委办公室联络员', 'secretary of a unit'],
  [streetLogin('320302001000'), '黄楼街道值班', 'desk of a street'],
  [AUDITOR, '审计员', 'auditor'],
  [ADMINISTRATOR, '系统管理员', 'system administrator'],
] as const

const fileIn = (folder: string) => join(folder, 'demo-accounts.json')

/** What this installation knows about its demonstration; null when it has none. */
export function readDemo(folder: string): Demo | null {
  try {
    return z.parse(Demo, JSON.parse(readFileSync(fileIn(folder), 'utf8')))
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  }
}

/** A demonstration that is about to begin, with passphrases nobody has seen before. */
export function newDemo(): Demo {
  const secret = randomBytes(24).toString('hex')
  const accounts = ACCOUNTS.map(([login, zh, en]) => ({ login, passphrase: passphraseOf(secret, login), zh, en }))
  return { secret, loaded: false, sentences: [], accounts }
}

/** Keeps it for the next start, readable by this user only; whole or not at all. */
export function writeDemo(folder: string, demo: Demo): void {
  const file = fileIn(folder)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
