import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Jobs, Reply } from './jobs.ts'
import type { Progress } from './progress.ts'

/** Another process that does jobs, so that what is measured and what measures do not share a thread. */
export interface Helper<J extends Jobs> {
  ask<K extends keyof J & string>(
    job: K,
    input: Parameters<J[K]>[0],
    progress?: Progress,
  ): Promise<Awaited<ReturnType<J[K]>>>
  /** Asks it to end, and sees that it does. */
  end(): Promise<void>
}

interface Waiting {
  done(answer: never): void
  fail(error: Error): void
  readonly progress: Progress | undefined
}

const running = new Set<Helper<never>>()

/** Ends all that still run: when the bench is stopped half-way. */
export const endHelpers = (): Promise<unknown> => Promise.all([...running].map(helper => helper.end()))

/** @param file the module that {@link Jobs} are served by */
export function startHelper<J extends Jobs>(file: string): Helper<J> {
  // NOTE: flags of this process (a test runner's, say) are not for that one.
  const child = fork(new URL(file, import.meta.url), { execArgv: [], serialization: 'advanced' })
  const waiting = new Map<number, Waiting>()
  let asked = 0
  child.on('message', (reply: Reply) => {
    const one = waiting.get(reply.nth)
    if ('progress' in reply) return one?.progress?.(...reply.progress)
    waiting.delete(reply.nth)
    if ('error' in reply) one?.fail(new Error(reply.error))
    else one?.done(reply.answer as never)
  })
  const gone = once(child, 'exit')
  void gone.then(([code]) => {
    running.delete(helper)
    for (const one of waiting.values()) one.fail(new Error(`A helper process ended early (${code}).`))
  })
  const helper: Helper<J> = {
    ask: (job, input, progress) =>
      new Promise((done, fail) => {
        waiting.set(++asked, { done, fail, progress })
        child.send({ nth: asked, job, input })
      }),
    async end() {
      if (child.connected) child.disconnect()
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await gone
      clearTimeout(timer)
    },
  }
  running.add(helper)
  return helper
}
