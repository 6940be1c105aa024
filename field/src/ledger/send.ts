import { send as sendFacts } from '@muster/core/ledger/wire.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { api } from '../platform/api.ts'
import { HOLDER, kept } from '../platform/keep.ts'
import type { Answer, Happened, Send } from '../platform/outbox.ts'
import { within } from '../platform/within.ts'

/** By which door something goes that is no fact of the ledger; its id makes sending it twice harmless. */
export type Ways = Readonly<Record<string, (what: Happened) => Promise<unknown>>>

/** A line that is there but says nothing is no line. */
const ANSWER_MS = 25_000

/** Sends facts as one batch, and after them, one by one, what goes by a door of its own, as long as their writer holds the phone. */
export const sendBy =
  (account: string, ways: Ways): Send =>
  async all => {
    const facts = all.filter(({ kind }) => !ways[kind])
    const answers: Answer[] = []
    if (facts.length > 0) answers.push(...(await within(ANSWER_MS, api(sendFacts, { facts }))).answers)
    for (const one of all.filter(({ kind }) => ways[kind])) {
      try {
        if (kept.get(HOLDER) !== account) throw new TypeError('somebody else holds the phone')
        answers.push(await byDoor(ways[one.kind]!, one))
      } catch (error) {
        // What was answered before the line went is told all the same; what follows waits.
        if (answers.length === 0) throw error
        break
      }
    }
    return answers
  }

async function byDoor(way: Ways[string], what: Happened): Promise<Answer> {
  const { id } = what
  try {
    await within(ANSWER_MS, way(what))
    return { id, verdict: 'accepted', problem: null }
  } catch (error) {
    if (
      !(error instanceof Problem) ||
      error.slug === 'door/unreachable' ||
      error.status >= 500 ||
      HOLDS_FOR_ALL.includes(error.status)
    )
      throw error
    const { slug, retry, zh, en } = error
    return { id, verdict: 'refused', problem: { type: `/problems/${slug}`, retry, zh, en } }
  }
}

/** Nobody is signed in, or too much was asked: that is no word about this one. */
const HOLDS_FOR_ALL: readonly number[] = [401, 429]
