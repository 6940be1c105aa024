import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Roster } from '@muster/solver/index.ts'
import { v7 } from 'uuid'
import type { Compiled } from './problem.ts'
import type { BuildTask, BuildWord, Incumbent } from './worker.ts'

/** Which of several servers this is. */
export const SERVER = v7()

/** What a thread came to; no roster: it was ended before there was any, or fell of something. */
export interface Outcome {
  readonly roster: Roster | null
  readonly fell: Error | null
}

/** A build whose thread is in this server. */
export interface Running {
  readonly id: string
  readonly tenant: string
  readonly rotaId: string
  readonly compiled: Compiled
  /** The cells as it began, by shift: what has another version since was changed by somebody. */
  readonly seen: ReadonlyMap<string, number>
  readonly startedAt: number
  incumbent: Incumbent | null
  /** What screens were told of last. */
  told: Incumbent | null
  outcome: Outcome | null
  /** Ends it with what it has. */
  readonly finish: () => void
  /** Ends it in the middle of whatever it does. */
  readonly drop: () => Promise<void>
  readonly over: Promise<void>
}

const running = new Map<string, Running>()

export const runningHere = (tenant: string): Running[] => [...running.values()].filter(one => one.tenant === tenant)
export const tenantsHere = (): string[] => [...new Set([...running.values()].map(({ tenant }) => tenant))]
export const howManyHere = (): number => running.size
export const forget = (id: string): void => void running.delete(id)

/** Waits until every thread of this server has come to something. */
export const settled = async (): Promise<void> =>
  void (await Promise.all([...running.values()].map(({ over }) => over)))

interface Start {
  readonly id: string
  readonly tenant: string
  readonly rotaId: string
  readonly compiled: Compiled
  readonly seen: ReadonlyMap<string, number>
  readonly seconds: number
  /** Milliseconds on the steady clock. */
  readonly at: number
}

/** Starts the engine in a thread of its own: the server's loop is free. */
export function startThread({ id, tenant, rotaId, compiled, seen, seconds, at }: Start): void {
  const { port1: mine, port2: its } = new MessageChannel()
  const task: BuildTask = { problem: compiled.problem, seed: seedOf(id), seconds, port: its }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task, transferList: [its], env: {} })
  let settle = (): void => {}
  const over = new Promise<void>(resolve => {
    settle = resolve
  })
  const one: Running = {
    id,
    tenant,
    rotaId,
    compiled,
    seen,
    startedAt: at,
    incumbent: null,
    told: null,
    outcome: null,
    finish: () => mine.postMessage('finish'),
    drop: async () => {
      end({ roster: null, fell: null })
      await worker.terminate()
    },
    over,
  }
  const end = (outcome: Outcome): void => {
    one.outcome ??= outcome
    mine.close()
    settle()
  }
  const hear = (word: BuildWord): void => {
    if (word.incumbent) one.incumbent = word.incumbent
    if (word.kind === 'done') end({ roster: word.roster, fell: null })
  }
  mine.on('message', hear)
  worker.on('error', error => end({ roster: null, fell: error }))
  worker.on('exit', code => {
    // What it said at last may not have been heard yet.
    for (let left = receiveMessageOnPort(mine); left; left = receiveMessageOnPort(mine)) hear(left.message as BuildWord)
    end({ roster: null, fell: code === 0 ? null : new Error(`exit code ${code}`) })
  })
  // NOTE: a server that stops does not wait for the engine: the build is marked broken off, and can be started again.
  worker.unref()
  mine.unref()
  running.set(id, one)
}

/** The same build again searches the same way. */
const seedOf = (id: string): number => Number.parseInt(id.slice(-8), 16) | 0
