import type { Attempt, Breach, Heard, LedgerFact, Said } from '../history.ts'

/** One sending of one fact, out of all attempts. */
export interface Sending extends Pick<Attempt, 'client' | 'act' | 'invoked' | 'answered'> {
  readonly said: Said
  readonly heard: Heard | null
}

/** Every sending of every fact that has an id. */
export const sendingsOf = (attempts: readonly Attempt[]): Sending[] =>
  attempts.flatMap(({ client, act, invoked, answered, said, heard }) =>
    said.flatMap((one, nth) =>
      one.id ? [{ client, act, invoked, answered, said: one, heard: heard[nth] ?? null }] : [],
    ),
  )

/** Whether a client holds the word of the server that this fact stands. */
export const isPromise = ({ verdict, seq }: Heard): boolean =>
  verdict === 'accepted' || verdict === 'stands' || (verdict === 'known' && seq !== null)

/** Facts that only the server makes. */
const DECIDED = ['callout.confirmed', 'callout.reserved', 'callout.held', 'callout.lapsed']

/** A sign-up on the reserve may become the place itself: a second tap takes one that lies free. */
const MAY_BECOME: Readonly<Record<string, readonly string[]>> = {
  'callout.signed-up': ['callout.signed-up', 'callout.confirmed'],
}

/** Whether a fact of the ledger is what was sent: an id used again for something else is not. */
function isSaid({ kind, personId, subjectId, supersedes }: LedgerFact, said: Said): boolean {
  const kinds = MAY_BECOME[said.kind] ?? [said.kind]
  return (
    kinds.includes(kind) &&
    personId === said.personId &&
    subjectId === said.subjectId &&
    (supersedes === said.supersedes || kind !== said.kind)
  )
}

/** Every acknowledged fact stands, once, as it was acknowledged; every fact that stands was sent; nothing refused stands. */
export function checkAcknowledged(attempts: readonly Attempt[], facts: readonly LedgerFact[]): Breach[] {
  const byId = Map.groupBy(sendingsOf(attempts), ({ said }) => said.id)
  const standing = new Map(facts.map(fact => [fact.id, fact]))
  const unanswerable = attempts.flatMap(({ act, client, said, heard, answered, trouble }) => [
    ...(answered !== null && heard.length !== said.length
      ? [{ rule: 'half-answered', what: `${act} of ${client}: ${heard.length} answers to ${said.length} facts` }]
      : []),
    ...(trouble === 'door/bug' || heard.some(({ slug }) => slug === 'door/bug')
      ? [{ rule: 'bug', what: `${act} of ${client} was answered with a bug` }]
      : []),
  ])
  return [
    ...unanswerable,
    ...[...byId].flatMap(([id, sendings]) => judgeId(id, sendings, standing.get(id))),
    ...facts.flatMap(fact => judgeFact(fact, byId.get(fact.id))),
  ]
}

function judgeId(id: string, sendings: readonly Sending[], fact: LedgerFact | undefined): Breach[] {
  const breaches: Breach[] = []
  const promised = sendings.filter(({ heard }) => heard && isPromise(heard))
  for (const { said, heard, act } of promised) {
    if (!fact || !isSaid(fact, said)) breaches.push({ rule: 'lost', what: `${id} (${act}) was ${heard!.verdict}` })
    else if (isOther(fact, heard!))
      breaches.push({ rule: 'other-stamp', what: `${id} was acknowledged as ${heard!.seq ?? 'another'}` })
  }
  const accepted = sendings.filter(({ heard }) => heard?.verdict === 'accepted')
  if (accepted.length > 1) breaches.push({ rule: 'accepted-twice', what: id })
  return [...breaches, ...outOfNothing(id, sendings)]
}

const isOther = (fact: LedgerFact, { seq, recordedAt }: Heard): boolean =>
  (seq !== null && seq !== fact.seq) || (recordedAt !== null && recordedAt !== fact.recordedAt)

/** `known` means: heard before. So somebody must have sent it before, without being refused. */
function outOfNothing(id: string, sendings: readonly Sending[]): Breach[] {
  const known = sendings.filter(({ heard }) => heard?.verdict === 'known' && heard.seq !== null)
  const without = known.filter(
    one =>
      !sendings.some(other => other !== one && other.heard?.verdict !== 'refused' && other.invoked < one.answered!),
  )
  return without.map(() => ({ rule: 'known-from-nothing', what: id }))
}

function judgeFact(fact: LedgerFact, sendings: readonly Sending[] | undefined): Breach[] {
  const { id, kind } = fact
  if (!sendings) return DECIDED.includes(kind) ? [] : [{ rule: 'never-sent', what: `${kind} ${id}` }]
  const fitting = sendings.filter(({ said }) => isSaid(fact, said))
  if (fitting.length === 0) return [{ rule: 'never-sent', what: `${kind} ${id} was sent as something else` }]
  const refused = fitting.every(({ heard }) => heard?.verdict === 'refused')
  return refused ? [{ rule: 'refused-stands', what: `${kind} ${id}` }] : []
}
