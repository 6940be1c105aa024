import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Model } from '../model/model.ts'
import type { Exchange, Message } from '../search/exchange.ts'
import type { ColumnWork } from './worker.ts'

/** Column generation in a thread of its own, as the search that runs beside it sees it. */
export interface ColumnThread extends Exchange {
  /** Ends the thread, in the middle of whatever it does. */
  end(): Promise<void>
}

/**
 * Starts it. The thread gets a copy of the model once; afterwards only rosters and bounds go back and forth. One thread
 * holds one HiGHS, whose memory goes with it. Where the thread cannot start or HiGHS is not there, it says `done`.
 */
export function columnThread(model: Model, seed: number, milliseconds: number): ColumnThread {
  const { port1: mine, port2: its } = new MessageChannel()
  const work: ColumnWork = { model, port: its, seed, milliseconds }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: work, transferList: [its] })
  let fallen = false
  worker.on('error', () => {
    fallen = true
  })
  const take = (): Message | undefined => {
    const message = receiveMessageOnPort(mine)?.message as Message | undefined
    if (message || !fallen) return message
    fallen = false
    return { kind: 'done' }
  }
  return {
    send: message => mine.postMessage(message),
    take,
    end: async () => {
      mine.close()
      await worker.terminate()
    },
  }
}
