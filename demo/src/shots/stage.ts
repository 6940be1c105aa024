import { readFileSync } from 'node:fs'
import { z } from '@muster/core/platform/shapes.ts'
import { newDemo } from '../demo-file.ts'
import { playDay } from '../replays/r2.ts'
import { ownServer } from '../server.ts'
import { WHOLE } from '../world/city.ts'
import { type DutyDay, playDuty } from './duty-day.ts'

const Accounts = z.object({ accounts: z.array(z.object({ login: z.string(), passphrase: z.string() })) })

/** A demonstration to take pictures of. */
export interface PictureStage extends z.infer<typeof Accounts> {
  readonly at: string
  /** Plays the morning after; null where a demonstration runs that is not ours to play on. */
  readonly playOn: (() => Promise<DutyDay>) | null
  stop(): Promise<void>
}

/**
 * The demonstration that runs at an address, or one of its own, played for the pictures and gone afterwards.
 *
 * @param given `accounts` is the file that `npm start` keeps, `.muster/demo-accounts.json`
 */
export async function stageFor(given: { at?: string; accounts?: string }): Promise<PictureStage> {
  if (given.at) {
    const file = given.accounts ?? '.muster/demo-accounts.json'
    const { accounts } = z.parse(Accounts, JSON.parse(readFileSync(file, 'utf8')))
    return { at: given.at.replace(/\/$/, ''), accounts, playOn: null, stop: async () => {} }
  }
  const server = await ownServer()
  const { secret, accounts } = newDemo()
  const say = (line: string) => console.log(line)
  const settings = { at: server.at, code: server.code, secret, speed: 0, speedAfter: 1, say }
  await playDay(settings, WHOLE)
  return { at: server.at, accounts, playOn: () => playDuty(settings), stop: server.stop }
}
