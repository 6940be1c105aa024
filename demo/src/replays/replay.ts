import type { Finding } from '../play/findings.ts'
import type { StageSettings } from '../play/stage.ts'

/** What a replay tells when it is over. */
export interface Played {
  readonly findings: readonly Finding[]
  /** What a reader should take away, Chinese first. */
  readonly sentences: readonly string[]
}

/** A day that really happened, as a script. */
export interface Replay {
  readonly id: string
  readonly words: readonly [zh: string, en: string]
  readonly play: (settings: StageSettings) => Promise<Played>
}
