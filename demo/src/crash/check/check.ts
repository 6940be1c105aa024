import type { Breach, History, Reading } from '../history.ts'
import { checkAcknowledged } from './acknowledged.ts'
import { checkNumbers, checkRealTime } from './order.ts'
import { checkFigures, checkReports } from './reports.ts'
import { checkSeats } from './seats.ts'

/** Everything that was promised, held against what the clients were told and what is there in the end. */
export function check({ attempts, figures }: History, reading: Reading): Breach[] {
  const { facts, calls, reports, auditWhole, disagreements, rebuilt } = reading
  return [
    ...checkAcknowledged(attempts, facts),
    ...checkNumbers(facts),
    ...checkRealTime(attempts, facts),
    ...checkSeats(attempts, facts, calls),
    ...checkReports(facts, reports),
    ...checkFigures(figures, reading),
    ...(auditWhole ? [] : [{ rule: 'audit-broken', what: 'the audit chain does not verify' }]),
    ...disagreements.map(what => ({ rule: 'api-differs', what })),
    ...rebuilt.map(what => ({ rule: 'rebuild-differs', what })),
  ]
}
