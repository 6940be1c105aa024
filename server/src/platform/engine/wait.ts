import { setTimeout as pause } from 'node:timers/promises'

/**
 * Asks until the answer is truthy or the deadline has passed; then the last answer, whatever it is.
 * Measured on the monotonic clock: a wall clock that jumps must not end or stretch a wait.
 *
 * @param deadline in milliseconds from now
 */
export async function until<T>(
  ask: () => T | Promise<T>,
  { deadline, every = 15 }: { deadline: number; every?: number },
): Promise<T> {
  const end = performance.now() + deadline
  for (;;) {
    const answer = await ask()
    if (answer || performance.now() >= end) return answer
    await pause(every)
  }
}
