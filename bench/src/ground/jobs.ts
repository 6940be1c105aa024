import type { Progress } from './progress.ts'

/** What a helper process can do: each job takes one input, and may tell how far it is. */
export type Jobs = Readonly<Record<string, (input: never, progress: Progress) => Promise<unknown>>>

interface Order {
  readonly nth: number
  readonly job: string
  readonly input: unknown
}

export type Reply =
  | { readonly nth: number; readonly progress: [done: number, total: number] }
  | { readonly nth: number; readonly error: string }
  | { readonly nth: number; readonly answer: unknown }

/** Does jobs for the process that started this one, and ends when that one is gone. @param last what is to be done before */
export function serveJobs(jobs: Jobs, last: () => Promise<void> = async () => {}): void {
  const reply = (what: Reply) => void process.send?.(what)
  // Ctrl-C at a terminal reaches every process: the one that started us decides.
  process.on('SIGINT', () => {})
  process.on('message', ({ nth, job, input }: Order) => {
    const progress: Progress = (done, total) => reply({ nth, progress: [done, total] })
    const work = Promise.resolve().then(() => jobs[job]!(input as never, progress))
    work.then(
      answer => reply({ nth, answer }),
      (error: Error) => reply({ nth, error: error.stack ?? error.message }),
    )
  })
  process.once('disconnect', () => void last().finally(() => process.exit(0)))
}
