import type { Attempt, Breach, LedgerFact } from '../history.ts'
import { isPromise, type Sending, sendingsOf } from './acknowledged.ts'

/** Numbers are given once and without a hole, no id stands twice, and no fact is stamped before the one heard before it. */
export function checkNumbers(facts: readonly LedgerFact[]): Breach[] {
  const ids = new Set<string>()
  return facts.flatMap((fact, nth): Breach[] => {
    const { id, seq, recordedAt } = fact
    const before = facts[nth - 1]
    const breaches: Breach[] = []
    if (ids.has(id)) breaches.push({ rule: 'doubled', what: id })
    ids.add(id)
    if (before && seq <= before.seq) breaches.push({ rule: 'seq-reused', what: `${seq}: ${before.id} and ${id}` })
    if (before ? seq > before.seq + 1 : seq !== 1) breaches.push({ rule: 'seq-gap', what: `before ${seq}` })
    if (before && recordedAt < before.recordedAt) breaches.push({ rule: 'recorded-back', what: `${seq} ${id}` })
    return breaches
  })
}

/**
 * Real-time order: what was acknowledged before something else was sent for the first time stands before it in the
 * ledger. Of two sign-ups the later one is therefore never decided first.
 */
export function checkRealTime(attempts: readonly Attempt[], facts: readonly LedgerFact[]): Breach[] {
  const seqs = new Map(facts.map(({ id, seq }) => [id, seq]))
  const spans = spansOf(sendingsOf(attempts)).flatMap(span => {
    const seq = seqs.get(span.id)
    return seq === undefined ? [] : [{ ...span, seq }]
  })
  const acknowledged = spans.filter(({ until }) => until < Infinity).sort((a, b) => a.until - b.until)
  const sent = [...spans].sort((a, b) => a.from - b.from)
  const breaches: Breach[] = []
  let latest = { id: '', seq: 0 }
  let next = 0
  for (const { id, from, seq } of sent) {
    for (; next < acknowledged.length && acknowledged[next]!.until < from; next++)
      if (acknowledged[next]!.seq > latest.seq) latest = acknowledged[next]!
    if (latest.seq > seq)
      breaches.push({ rule: 'overtaken', what: `${id} (${seq}) was sent after ${latest.id} (${latest.seq}) was there` })
  }
  return breaches
}

/** From the first sending of each fact to the first word that it stands. */
function spansOf(sendings: readonly Sending[]) {
  return [...Map.groupBy(sendings, ({ said }) => said.id)].map(([id, list]) => ({
    id,
    from: Math.min(...list.map(({ invoked }) => invoked)),
    until: Math.min(...list.map(({ heard, answered }) => (heard && isPromise(heard) ? answered! : Infinity))),
  }))
}
