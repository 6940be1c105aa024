import { isDeepStrictEqual } from 'node:util'
import * as access from '@muster/core/access/wire.ts'
import * as audit from '@muster/core/audit/wire.ts'
import * as seats from '@muster/core/callout/seats.wire.ts'
import * as callout from '@muster/core/callout/wire.ts'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import * as report from '@muster/core/report/wire.ts'
import { openAsOwner } from '@muster/server/platform/database/open.ts'
import type { Ask } from '../play/ask.ts'
import { inParallel } from '../play/parallel.ts'
import { minutesAfter } from '../world/moment.ts'
import type { BulletinRead, CallRead, LedgerFact, Reading } from './history.ts'
import { peopleIn } from './load/desks.ts'
import type { Town } from './load/town.ts'
import { untilBack } from './machine/postgres.ts'
import { muster } from './machine/server.ts'

/** The most that the history of one person shows. */
const SHOWN = 500

/** Those who may read it all, and stop the clock. */
export interface Readers {
  readonly city: Ask
  readonly auditor: Ask
  readonly administrator: Ask
}

/** Reads everything once more, through the public API and from the tables, and has the projections rebuilt. */
export async function readAll(town: Town, databaseUrl: string, readers: Readers): Promise<Reading> {
  await stopClock(readers.administrator)
  for (;;) {
    const reading = await readOnce(town, databaseUrl, readers)
    // Holds that were due when the clock stopped run out a moment later; then what was read is of two moments.
    if (reading.facts.length === (await readFacts(databaseUrl)).length) return reading
  }
}

/** A little ahead, for nobody can say what it shows at this very moment. */
async function stopClock(administrator: Ask): Promise<void> {
  const { now } = await administrator(access.me, {})
  await administrator(access.setClock, { at: minutesAfter(now, 10), speed: 0 })
}

async function readOnce(town: Town, databaseUrl: string, { city, auditor }: Readers): Promise<Reading> {
  const facts = await readFacts(databaseUrl)
  const disagreements = (await inParallel(town.members, 4, member => compareFacts(city, member.personId, facts))).flat()
  const calls = await inParallel(town.calls, 2, ({ id }) => readCall(city, id))
  const reports = await readReports(city)
  const bulletins = await readBulletins(city)
  const rebuilt = await rebuild(databaseUrl)
  const { whole } = await auditor(audit.verify, {})
  return { facts, disagreements, calls, reports, bulletins, rebuilt, auditWhole: whole }
}

/** The ledger as it lies in its table. */
async function readFacts(databaseUrl: string): Promise<LedgerFact[]> {
  const { db } = openAsOwner(databaseUrl)
  const rows = await untilBack(() => db.selectFrom('fact').selectAll().orderBy('seq').execute())
  await db.destroy()
  return rows.map(row => ({
    id: row.id,
    seq: row.seq,
    kind: row.kind,
    recordedAt: row.recorded_at.toISOString(),
    personId: row.person_id,
    subjectId: row.subject_id,
    territory: row.territory,
    supersedes: row.supersedes,
    payload: row.payload as Record<string, unknown>,
  }))
}

/** Which of these facts are not in the ledger. */
export async function missing(databaseUrl: string, ids: readonly string[]): Promise<string[]> {
  const { db } = openAsOwner(databaseUrl)
  const found = new Set<string>()
  for (let at = 0; at < ids.length; at += 1000) {
    const some = ids.slice(at, at + 1000)
    const rows = await untilBack(() => db.selectFrom('fact').select('id').where('id', 'in', some).execute())
    for (const { id } of rows) found.add(id)
  }
  await db.destroy()
  return ids.filter(id => !found.has(id))
}

interface Told extends Pick<LedgerFact, 'id' | 'seq' | 'kind' | 'recordedAt' | 'payload'> {
  readonly subjectId?: string | null | undefined
  readonly territory?: string | null | undefined
  readonly supersedes?: string | null | undefined
}

/** What must be the same wherever a fact is read; what is left out in an answer is null in the table. */
const gist = ({ id, seq, kind, recordedAt, payload, subjectId, territory, supersedes }: Told) => [
  [id, seq, kind, recordedAt, payload],
  [subjectId ?? null, territory ?? null, supersedes ?? null],
]

/** A person's history as the desk sees it, against the table. */
async function compareFacts(city: Ask, personId: string, all: readonly LedgerFact[]): Promise<string[]> {
  const { rows } = await city(ledger.history, { personId })
  const own = all.filter(fact => fact.personId === personId).slice(-SHOWN)
  const shown = rows.toReversed().map(gist)
  const lies = own.map(gist)
  return isDeepStrictEqual(shown, lies) ? [] : [`the history of ${personId} differs from its facts`]
}

async function readCall(city: Ask, callId: string): Promise<CallRead> {
  const { id, quota, counts } = await city(callout.get, { callId })
  const { rows } = await city(seats.seats, { callId })
  const read = rows.map(({ person, state, place, rank }) => ({ personId: person.id, state, place, rank }))
  return { id, quota, seats: read, counts }
}

async function readReports(city: Ask): Promise<Reading['reports']> {
  const reports = []
  for (let after: string | null = ''; after !== null; ) {
    const page: { rows: enrolment.Report[]; next: string | null } = await city(enrolment.list, {
      limit: 500,
      ...(after && { after }),
    })
    reports.push(
      ...page.rows.map(({ id, person, community }) => ({ id, personId: person.id, territory: community!.code })),
    )
    after = page.next
  }
  return reports
}

async function readBulletins(city: Ask): Promise<BulletinRead[]> {
  const { rows } = await city(report.list, { limit: 500 })
  return inParallel(rows, 2, async ({ id: bulletinId }) => {
    const bulletin = await city(report.get, { bulletinId })
    const { digestHolds, recountHolds } = await city(report.verify, { bulletinId })
    const { id, number, asOf } = bulletin
    return { id, number, asOf, people: peopleIn(bulletin), digestHolds, recountHolds }
  })
}

/** Lines of the projections that were put right, or what went wrong. */
async function rebuild(databaseUrl: string): Promise<string[]> {
  const { said, content } = await muster('rebuild', databaseUrl)
  const lines = said.split('\n').filter(line => line.startsWith('≠'))
  return content && /＝|≠/.test(said) ? lines : [said]
}
