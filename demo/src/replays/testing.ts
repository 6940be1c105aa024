import { closeSheets } from '@muster/server/platform/sheets/sheets.ts'
import { TEMPLATE } from '@muster/server/platform/testing/global.ts'
import { afterAll, beforeAll, inject } from 'vitest'
import type { Finding } from '../play/findings.ts'
import type { StageSettings } from '../play/stage.ts'
import { type OwnServer, onDatabase } from '../server.ts'
import type { Played, Replay } from './replay.ts'

/** What a test of a replay looks at: all that was found, and what of it does not hold. */
interface Tried extends Played {
  readonly failed: readonly Finding[]
}

/** A server with an empty database for the tests of a file, and how a replay is played on it: at once, without a word. */
export function ownStage() {
  let server: OwnServer
  beforeAll(async () => {
    server = await onDatabase(inject('engineUrl'), TEMPLATE)
  })
  afterAll(async () => {
    await server.stop()
    await closeSheets()
  })
  const settings = (secret: string): StageSettings & { readonly at: string } => {
    const { at, code } = server
    return { at, code, secret, speed: 0, speedAfter: 0, say: () => {} }
  }
  return {
    server: () => server,
    settings,
    async play({ id, play }: Replay): Promise<Tried> {
      const played = await play(settings(id))
      return { ...played, failed: played.findings.filter(({ holds }) => !holds) }
    },
  }
}
