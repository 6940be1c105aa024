import { MessageChannel, Worker } from 'node:worker_threads'
import type { Message } from './search/exchange.ts'
import type { Work } from './worker.ts'

/** A thread at work. */
export interface Thread {
  /** Tells it what others found. */
  send(message: Message): void
  /** Settles when it is done, has fallen or was ended; it never rejects: whoever runs beside it goes on. */
  readonly over: Promise<void>
  /** Ends it in the middle of whatever it does. */
  end(): Promise<void>
}

/** Starts a thread. It gets a copy of the model once; afterwards only rosters and bounds go back and forth. */
export function startThread(work: Omit<Work, 'port'>, hear: (message: Message) => void): Thread {
  const { port1: mine, port2: its } = new MessageChannel()
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { ...work, port: its },
    transferList: [its],
  })
  const over = new Promise<void>(resolve => {
    mine.on('message', (message: Message) => (message.kind === 'done' ? resolve() : hear(message)))
    worker.on('error', () => resolve())
    worker.on('exit', () => resolve())
  })
  return {
    send: message => mine.postMessage(message),
    over,
    end: async () => {
      mine.close()
      await worker.terminate()
    },
  }
}
