import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Message } from './search/exchange.ts'
import type { Work } from './worker.ts'

/** A thread at work. */
export interface Thread {
  /** Tells it what others found. */
  send(message: Message): void
  /**
   * Settles when it is done, has fallen or was ended: with what it fell of, if it did. It never rejects: whoever runs beside
   * it goes on.
   */
  readonly over: Promise<string | undefined>
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
  let ended = false
  const over = new Promise<string | undefined>(resolve => {
    mine.on('message', (message: Message) => (message.kind === 'done' ? resolve(undefined) : hear(message)))
    const fell = (why: string) => {
      // What it found before stands.
      for (const message of left(mine)) if (message.kind !== 'done') hear(message)
      resolve(`${work.role}: ${why}`)
    }
    worker.on('error', error => fell(error instanceof Error ? error.message : String(error)))
    worker.on('exit', code => (code === 0 || ended ? resolve(undefined) : fell(`exit code ${code}`)))
  })
  return {
    send: message => mine.postMessage(message),
    over,
    end: async () => {
      ended = true
      mine.close()
      await worker.terminate()
    },
  }
}

/** What was said and not heard yet. */
function* left(port: MessagePort): Generator<Message> {
  for (let one = receiveMessageOnPort(port); one; one = receiveMessageOnPort(port)) yield one.message as Message
}
