import { Problem } from '@muster/core/platform/problem.ts'
import { worldNow } from './clock.ts'
import { openBox } from './vault.ts'
import { within } from './within.ts'

/** A copy of an answer, for when there is no line: of one's own post only, and for a day at most. */
interface Copy {
  readonly key: string
  readonly data: unknown
  readonly at: number
}

/** What was copied longer ago says nothing safe any more. */
const OLDEST_MS = 24 * 3_600_000
/** With an answer of before at hand, nobody waits longer for a new one. */
const PATIENCE_MS = 4_000

/** Keeps the newest answer to a question. */
export async function keepCopy(account: string, key: string, data: unknown): Promise<void> {
  const box = await openBox<Copy>(account, 'answers')
  await box.put([{ id: key, value: { key, data, at: Date.now() } }])
}

/** The last answer to a question, unless it is older than a day; a clock that jumps hides it, and it goes once the server was heard. */
export async function copyOf<T>(account: string, key: string): Promise<Copied<T> | undefined> {
  const box = await openBox<Copy>(account, 'answers')
  const copies = await box.all()
  const isOld = ({ at }: Copy) => Math.abs(Date.now() - at) > OLDEST_MS
  const old = copies.filter(isOld)
  if (old.length > 0 && worldNow() !== undefined) await box.drop(old.map(copy => copy.key))
  const found = copies.find(copy => copy.key === key && !isOld(copy))
  return found && { data: found.data as T, ageMs: Math.max(0, Date.now() - found.at) }
}

/**
 * Drops copies of an account: others' data stays with nobody who is not signed in.
 *
 * @param which all of them unless told
 */
export async function dropCopies(account: string, which: (key: string) => boolean = () => true): Promise<void> {
  const box = await openBox<Copy>(account, 'answers')
  await box.drop((await box.all()).map(({ key }) => key).filter(which))
}

interface Copied<T> {
  readonly data: T
  readonly ageMs: number
}

/** An answer and when the server gave it; `copied` where it stands in for one that did not come. */
export interface Answered<T> {
  readonly data: T
  readonly at: number
  readonly copied: boolean
}

/** Asks; without a line, or on one that hardly answers, the last answer stands in, with its age. */
export async function askOrCopy<T>(
  of: { account: string; key: string; now: () => number },
  ask: () => Promise<T>,
): Promise<Answered<T>> {
  const copy = await copyOf<T>(of.account, of.key).catch(() => undefined)
  try {
    const data = await (copy ? within(PATIENCE_MS, ask()) : ask())
    void keepCopy(of.account, of.key, data).catch(() => {})
    return { data, at: of.now(), copied: false }
  } catch (error) {
    if (!copy || !isSilence(error)) throw error
    return { data: copy.data, at: of.now() - copy.ageMs, copied: true }
  }
}

/** Nobody answered: no line, a server that is not there, or somebody between who answers something else. */
export const isSilence = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof SyntaxError || (error instanceof Problem && error.status >= 500)
