import { Problem } from '@muster/core/platform/problem.ts'
import { openBox } from './vault.ts'

/** A copy of an answer, for when there is no line: of one's own post only, and for a day at most. */
interface Copy {
  readonly key: string
  readonly data: unknown
  readonly at: number
}

/** What was copied longer ago says nothing safe any more. */
const OLDEST_MS = 24 * 3_600_000

/** Keeps the newest answer to a question. @param at when the server gave it */
export async function keepCopy(account: string, key: string, data: unknown, at: number): Promise<void> {
  const box = await openBox<Copy>(account, 'answers')
  await box.put([{ id: key, value: { key, data, at } }])
}

/** The last answer to a question, unless it is older than a day; what is older is dropped. */
export async function copyOf<T>(account: string, key: string, now: number): Promise<Answered<T> | undefined> {
  const box = await openBox<Copy>(account, 'answers')
  const copies = await box.all()
  const old = copies.filter(({ at }) => now - at > OLDEST_MS)
  if (old.length > 0) await box.drop(old.map(copy => copy.key))
  return copies.find(copy => copy.key === key && !old.includes(copy)) as Answered<T> | undefined
}

/** An answer and when the server gave it. */
export interface Answered<T> {
  readonly data: T
  readonly at: number
}

/** Asks; without a line the last answer stands in, with its age. */
export async function askOrCopy<T>(
  of: { account: string; key: string; now: () => number },
  ask: () => Promise<T>,
): Promise<Answered<T>> {
  try {
    const data = await ask()
    const at = of.now()
    await keepCopy(of.account, of.key, data, at).catch(() => {})
    return { data, at }
  } catch (error) {
    const copy = isSilence(error) ? await copyOf<T>(of.account, of.key, of.now()).catch(() => undefined) : undefined
    if (!copy) throw error
    return copy
  }
}

/** Nobody answered: no line, or a server that is not there. */
export const isSilence = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof Problem && error.status >= 500)
