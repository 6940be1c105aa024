import { Histogram } from '../figures/histogram.ts'
import { type Helper, startHelper } from '../ground/helper.ts'
import { type Progress, progressOf } from '../ground/progress.ts'
import type { Fired, Order } from '../load/fire.ts'
import { type Request, written } from '../load/requests.ts'
import type { LoadJobs } from '../load/worker.ts'

/** An answer to facts is good when each was taken, or was taken the first time when it had to be sent again. */
export const taken = (times: number): Order['good'] => ({ words: ['"verdict":"accepted"', '"verdict":"known"'], times })
export const ANY = { words: [], times: 0 }

export interface Salvo extends Omit<Order, 'address' | 'requests' | 'good'> {
  readonly url: string
  readonly requests: readonly Request[]
  readonly good?: Order['good']
  readonly what?: string
}

export interface Load {
  fire(salvo: Salvo): Promise<Fired>
  readonly helper: Helper<LoadJobs>
}

/** The load generator, in a process of its own. */
export function startLoad(): Load {
  const helper: Helper<LoadJobs> = startHelper('../load/worker.ts')
  const fire = ({ url, requests, what, good = taken(1), ...rest }: Salvo) => {
    const progress: Progress | undefined = what ? progressOf(what) : undefined
    return helper.ask('fire', { ...rest, good, address: addressOf(url), requests: written(requests) }, progress)
  }
  return { fire, helper }
}

export const addressOf = (url: string) => ({ host: new URL(url).hostname, port: Number(new URL(url).port) })

/** A quantile of one phase, in milliseconds. */
export const quantile = ({ times }: Fired, share: number, phase = 'all'): number => {
  const counts = times[phase]
  return counts ? new Histogram(counts).quantile(share) : Number.NaN
}

/** @throws Error when an answer was not good: a figure that leaves out refusals would lie */
export function allGood(fired: Fired, what: string): Fired {
  const wrong = Object.entries(fired.wrong)
  if (wrong.length === 0) return fired
  const words = wrong.slice(0, 3).map(([answer, times]) => `${times} × ${answer}`)
  throw new Error(`${what}: answers that were not good: ${words.join('; ')}`)
}
