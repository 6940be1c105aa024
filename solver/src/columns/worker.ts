import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import type { Model } from '../model/model.ts'
import { loadHighs } from './highs.ts'
import { polish } from './polish.ts'

/** What the thread is started with; see `thread.ts`. */
export interface ColumnWork {
  readonly model: Model
  readonly port: MessagePort
  readonly seed: number
  readonly milliseconds: number
}

const { model, port, seed, milliseconds } = workerData as ColumnWork
const now = () => performance.now()
const deadline = now() + milliseconds
const highs = await loadHighs()
if (highs) {
  const exchange = {
    send: (message: unknown) => port.postMessage(message),
    take: () => receiveMessageOnPort(port)?.message,
  }
  polish(model, highs, exchange, { seed, now, deadline })
} else port.postMessage({ kind: 'done' })
port.close()
