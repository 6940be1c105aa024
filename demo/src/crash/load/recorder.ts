import { setTimeout as pause } from 'node:timers/promises'
import type { Endpoint, InputOf, OutputOf } from '@muster/core/platform/endpoint.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { type Ask, isAway } from '../../play/ask.ts'
import type { Attempt, Figure, Heard, History, Said, SeatHeard } from '../history.ts'

/** How long one act is tried again before its client gives up, and how long one answer is waited for, in milliseconds. */
const PATIENCE = 60_000
const ANSWER = 15_000

/** Writes down what clients do and hear, in the order in which it ends. */
export interface Recorder {
  readonly history: () => History
  /** The test's one clock, in milliseconds. */
  readonly now: () => number
  readonly note: (attempt: Attempt) => void
  readonly figure: (figure: Figure) => void
  /** Acts that were answered. */
  readonly answered: () => number
  /** Called at each answer that promises something. */
  readonly onPromise: (listen: (id: string) => void) => void
}

/** A new history. */
export function recorder(): Recorder {
  const attempts: Attempt[] = []
  const figures: Figure[] = []
  let answered = 0
  let listen: (id: string) => void = () => {}
  return {
    history: () => ({ attempts: [...attempts], figures: [...figures] }),
    now: () => performance.now(),
    note: attempt => {
      attempts.push(attempt)
      if (attempt.answered === null) return
      answered++
      for (const [nth, { verdict }] of attempt.heard.entries())
        if (verdict === 'accepted' || verdict === 'stands') listen(attempt.said[nth]!.id)
    },
    figure: figure => void figures.push(figure),
    answered: () => answered,
    onPromise: heard => {
      listen = heard
    },
  }
}

/** A client with a session of its own. */
export interface Device {
  readonly name: string
  /** Asks once. */
  readonly ask: Ask
  readonly recorder: Recorder
}

/** What an answer means for the facts that were sent. */
export interface Understood {
  readonly heard: readonly Heard[]
  readonly seat?: SeatHeard
}

/** Does one act: the same request with the same ids until it is answered, each attempt written down. Null when refused. */
export async function act<E extends Endpoint>(
  device: Device,
  entry: E,
  input: InputOf<E>,
  said: readonly Said[],
  understand: (answer: OutputOf<E>) => Understood,
): Promise<OutputOf<E> | null> {
  const { name: client, ask, recorder: to } = device
  const began = to.now()
  for (let wait = 50; ; wait = Math.min(wait * 2, 500)) {
    const invoked = to.now()
    const attempt = { client, act: entry.name, said, invoked, seat: null, trouble: null }
    try {
      const answer = await ask(entry, input, { signal: AbortSignal.timeout(ANSWER) })
      to.note({ ...attempt, answered: to.now(), ...understand(answer) })
      return answer
    } catch (error) {
      const slug = error instanceof Problem ? error.slug : (error as Error).name
      if (isFinal(error)) {
        to.note({ ...attempt, answered: to.now(), heard: said.map(() => refusedBy(slug)) })
        return null
      }
      to.note({ ...attempt, answered: null, heard: [], trouble: slug })
      if (slug === 'door/bug' || to.now() - began > PATIENCE) return null
    }
    await pause(wait)
  }
}

/** A refusal that means: not done, and not because of us. A bug and a lost answer say nothing about what was done. */
const isFinal = (error: unknown): boolean =>
  error instanceof Problem && !isAway(error) && error.slug !== 'door/bug' && error.slug !== 'door/disk-full'

const refusedBy = (slug: string): Heard => ({ verdict: 'refused', seq: null, recordedAt: null, slug })

/** An answer that names no number. */
export const heardAs = (verdict: Heard['verdict']): Heard => ({ verdict, seq: null, recordedAt: null, slug: null })
