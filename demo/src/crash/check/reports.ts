import type { Breach, Figure, LedgerFact, Reading } from '../history.ts'

const REPORTED = 'enrolment.reported-in'
const LEFT = 'enrolment.left'

/**
 * Follows the double reports through the ledger: each is superseded once and by its own person, nobody stands twice in one
 * community, and the list that the desk sees is what the facts came to.
 */
export function checkReports(facts: readonly LedgerFact[], reports: Reading['reports']): Breach[] {
  const standing = new Map<string, LedgerFact>()
  const breaches = facts.filter(isReport).flatMap(fact => {
    const wrong = objection(standing, fact)
    move(standing, fact)
    return wrong ? [{ rule: 'doubled', what: `${wrong}: ${fact.kind} ${fact.id}` }] : []
  })
  const seen = new Set(reports.map(({ id }) => id))
  const differ = [...seen, ...standing.keys()].filter(id => seen.has(id) !== standing.has(id))
  return [
    ...breaches,
    ...(seen.size < reports.length ? [{ rule: 'doubled', what: 'a report is listed twice' }] : []),
    ...differ.map(id => ({ rule: 'report-differs', what: `${id} ${seen.has(id) ? 'is listed' : 'is not listed'}` })),
  ]
}

const isReport = ({ kind }: LedgerFact) => kind === REPORTED || kind === LEFT

function objection(standing: ReadonlyMap<string, LedgerFact>, fact: LedgerFact): string | null {
  const { kind, personId, territory, supersedes } = fact
  const ended = supersedes ? standing.get(supersedes) : undefined
  if (supersedes && ended?.personId !== personId) return 'supersedes what does not stand'
  const there = [...standing.values()].some(
    one => one.personId === personId && one.territory === territory && one.id !== supersedes,
  )
  return kind === REPORTED && there ? 'reported twice in one community' : null
}

function move(standing: Map<string, LedgerFact>, fact: LedgerFact): void {
  if (fact.supersedes) standing.delete(fact.supersedes)
  if (fact.kind === REPORTED) standing.set(fact.id, fact)
}

/** Whoever stood reported somewhere at an instant, by what was recorded then. */
export function peopleAsOf(facts: readonly LedgerFact[], asOf: string): number {
  const standing = new Map<string, LedgerFact>()
  for (const fact of facts) if (isReport(fact) && fact.recordedAt <= asOf) move(standing, fact)
  return new Set([...standing.values()].map(({ personId }) => personId)).size
}

/** Frozen figures stay: heard once, they are read the same for ever, and the ledger itself comes to them. */
export function checkFigures(
  heard: readonly Figure[],
  { facts, bulletins }: Pick<Reading, 'facts' | 'bulletins'>,
): Breach[] {
  const byId = new Map(bulletins.map(bulletin => [bulletin.id, bulletin]))
  const numbers = new Set(bulletins.map(({ number }) => number))
  return [
    ...heard.flatMap(({ bulletinId, asOf, people }): Breach[] => {
      const frozen = byId.get(bulletinId)
      if (!frozen) return [{ rule: 'lost', what: `bulletin ${bulletinId}` }]
      const same = frozen.people === people && frozen.asOf === asOf
      return same ? [] : [{ rule: 'figure-changed', what: `as of ${asOf}: ${people}, now ${frozen.people}` }]
    }),
    ...bulletins.flatMap(({ id, asOf, people, digestHolds, recountHolds }): Breach[] => {
      const counted = peopleAsOf(facts, asOf)
      const holds = digestHolds && recountHolds && counted === people
      return holds ? [] : [{ rule: 'figure-changed', what: `bulletin ${id}: frozen ${people}, counted ${counted}` }]
    }),
    ...(numbers.size < bulletins.length ? [{ rule: 'doubled', what: 'two bulletins have one number' }] : []),
  ]
}
