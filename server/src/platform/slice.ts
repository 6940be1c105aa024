import type { Endpoint, OutputOf, ParsedOf, ThingKind } from '@muster/core/platform/endpoint.ts'
import type { Kind } from '@muster/core/platform/kind.ts'
import type { FieldRegister } from '@muster/core/platform/personal.ts'
import type { Problem } from '@muster/core/platform/problem.ts'
import type { Powers } from '@muster/core/platform/role.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import type { Kysely } from 'kysely'
import type { Actor, Ctx, Tenant } from './context.ts'
import type { DB } from './database/rows.gen.ts'

/** A contract entry and the action or query that answers it. */
export interface Door {
  readonly endpoint: Endpoint
  readonly answer: (ctx: Ctx, input: never) => Promise<unknown>
  readonly together?: Together
}

/**
 * How a door answers many requests of one city at once, in one transaction and in order of arrival: for what thousands
 * do within minutes. What it writes are facts, whose ids make a repeated request harmless.
 */
export interface Together {
  /**
   * Answers in the order of the requests: an answer, the Problem that refuses one, or undefined for one that must be
   * decided alone. Checks reach by itself: what it does not answer goes through the whole door.
   */
  readonly answer: (asked: readonly { readonly ctx: Ctx; readonly input: never }[]) => Promise<readonly unknown[]>
  /** Reads an input when it comes, so that the commit it will be part of need not; left out: it stays as it is. */
  readonly read?: (input: never) => unknown
  /** How many facts an input holds; one unless told. */
  readonly facts?: (input: never) => number
}

/** One request among those that are answered together. */
export interface Asked<E extends Endpoint> {
  readonly ctx: Ctx
  readonly input: ParsedOf<E>
}

/** Ties an endpoint to its answer, types checked. */
export const door = <E extends Endpoint, Read = ParsedOf<E>>(
  endpoint: E,
  answer: (ctx: Ctx, input: ParsedOf<E>) => Promise<OutputOf<E>>,
  together?: {
    readonly answer: (
      asked: readonly { readonly ctx: Ctx; readonly input: Read }[],
    ) => Promise<readonly (OutputOf<E> | Problem | undefined)[]>
    readonly read?: (input: ParsedOf<E>) => Read
    readonly facts?: (input: Read) => number
  },
): Door => ({ endpoint, answer, ...(together && { together }) })

/** Where a thing is: whoever reaches one of these reaches the thing. */
export interface Whereabouts {
  readonly territoryPaths?: readonly string[]
  readonly unitPaths?: readonly string[]
  readonly teamPaths?: readonly string[]
  readonly personIds?: readonly string[]
  /** Belongs to the city as a whole and is open to every holder of the verb. */
  readonly everyone?: boolean
}

/** A fact as it stands in the ledger. */
export interface RecordedFact {
  readonly id: string
  readonly seq: number
  readonly kind: string
  readonly occurredAt: Date
  readonly recordedAt: Date
  readonly personId: string | null
  readonly territory: string | null
  readonly unitId: string | null
  readonly incidentId: string | null
  readonly subjectId: string | null
  readonly supersedes: string | null
  readonly accountId: string | null
  readonly payload: Readonly<Record<string, unknown>>
}

/** What is known now, summed from facts: written in their transaction, and rebuilt from them at any time. */
export interface Projection {
  /** Tables that hold nothing but this. */
  readonly tables: readonly string[]
  readonly kinds: readonly string[]
  /** Facts in the order of hearing. */
  readonly apply: (ctx: Ctx, facts: readonly RecordedFact[]) => Promise<void>
  /** The same for all facts at once, into empty tables: for kinds that come by the million. @returns how many facts there were */
  readonly fill?: (ctx: Ctx) => Promise<number>
}

/** Facts of a kind that are counted as they stand, by place and by unit, as of any instant. */
export interface Tally {
  readonly kind: string
  /** The other kinds that may supersede it. */
  readonly ends: readonly string[]
}

/** What a device sends, checked against its kind. */
export interface SentFact {
  readonly id: string
  readonly kind: string
  readonly occurredAt: Date
  readonly personId?: string | undefined
  readonly territory?: string | undefined
  readonly unitId?: string | undefined
  readonly incidentId?: string | undefined
  readonly subjectId?: string | undefined
  readonly supersedes?: string | undefined
  readonly payload: Readonly<Record<string, unknown>>
}

/** Decides about a fact that a device sent in a batch: records it, or throws the Problem that refuses it. */
export type FactAction = (ctx: Ctx, fact: SentFact) => Promise<void>

/** What became of a fact. */
export interface FactOutcome {
  readonly verdict: 'accepted' | 'known'
  readonly fact: RecordedFact
}

/** A fact, and who sent it. */
export interface Sent {
  readonly ctx: Ctx
  readonly fact: SentFact
}

/**
 * Decides about facts of one kind that speak of different people, whoever sent them: with a few statements, however
 * many there are. Answers in their order, with undefined for one that must be decided alone.
 */
export type FactBatch = (sent: readonly Sent[]) => Promise<readonly (FactOutcome | Problem | undefined)[]>

/** What follows from a fact beyond the ledger, in the name of whoever sent it. */
export interface Following {
  readonly ctx: Ctx
  readonly work: () => Promise<void>
}

/** Work that time brings to the second (a hold that runs out), in a transaction for each tenant that has some. */
export interface Tick {
  readonly name: string
  /** Which tenants have something to do, by what their clocks show: one look for all of them, every second. */
  readonly due: (db: Kysely<DB>, nows: ReadonlyMap<string, Date>) => Promise<Iterable<string>>
  readonly run: (ctx: Ctx) => Promise<void>
  /** True for what lies in a server's own memory: each does its own. Otherwise one server does it for all. */
  readonly ofServer?: boolean
  /** True for what may take seconds: it has a line of its own, holds up no other tick, and stays with one server. */
  readonly long?: boolean
  /** Once in so many seconds; in each, unless told. */
  readonly everySeconds?: number
}

/** Work by the calendar that nobody waits for (sweeping), for every tenant, in a transaction each. Twice is as good as once. */
export interface Job {
  readonly name: string
  /** When, in five fields (minute, hour, day, month, weekday) and UTC. */
  readonly cron: string
  readonly run: (ctx: Ctx) => Promise<void>
}

/** A figure about each city for those who keep the machine running: one number, read with one small statement. */
export interface Measure {
  /** `muster_ledger_age_seconds`. */
  readonly name: string
  readonly help: string
  readonly read: (db: Kysely<DB>, now: Date) => Promise<readonly { readonly tenant: string; readonly value: number }[]>
}

/** A stretch that somebody really served on a shift. */
export interface Served {
  readonly personId: string
  readonly shiftId: string
  /** The tenant's day of the shift. */
  readonly day: string
  readonly from: Date
  /** Null while it lasts: then to the planned end of the shift at least. */
  readonly until: Date | null
  readonly plannedEnd: Date
}

/** A slice's front door to the rest of the server. */
export interface Slice {
  readonly name: string
  readonly doors: readonly Door[]
  readonly whereabouts?: Readonly<Partial<Record<ThingKind, (ctx: Ctx, id: string) => Promise<Whereabouts | null>>>>
  readonly projections?: readonly Projection[]
  readonly tallies?: readonly Tally[]
  readonly factActions?: Readonly<Record<string, FactAction>>
  /** Beside the action of the same kind, for kinds that come by the thousand. */
  readonly factBatches?: Readonly<Record<string, FactBatch>>
  /** After the last fact of a batch: what follows from them, every row that it needs held already. */
  readonly afterFacts?: (ctx: Ctx) => Promise<readonly Following[]>
  readonly ticks?: readonly Tick[]
  readonly measures?: readonly Measure[]
  readonly jobs?: readonly Job[]
  /** How many things this slice still runs for an incident: while there are any, it is not closed. */
  readonly openWork?: (ctx: Ctx, incidentId: string) => Promise<number>
  /** How many people have come to these shifts: what somebody has come to is not taken back. */
  readonly arrived?: (ctx: Ctx, shiftIds: readonly string[]) => Promise<number>
  /** What these people really served in a span of time: it counts in place of what was planned. */
  readonly served?: (ctx: Ctx, personIds: readonly string[], from: Date, until: Date) => Promise<readonly Served[]>
}

/** Whose session it is, and in which city. */
export interface Asker {
  readonly tenant: Tenant
  readonly actor: Actor
}

/** What the door asks about sessions. */
export interface Sessions {
  /** A number that is another one whenever anything has changed by which a session opens more or less than before. */
  readonly epoch: (db: Kysely<DB>, tenant: string) => Promise<number>
  /** Whose sessions these tokens are; one that has ended is left out. */
  readonly find: (
    db: Kysely<DB>,
    tenant: string,
    tokenHashes: readonly string[],
    now: Date,
  ) => Promise<ReadonlyMap<string, Asker>>
  /** Notes that a session was used. */
  readonly used: (tenant: string, tokenHash: string, now: Date) => void
}

/** All slices put together, and the shared definitions they work by. */
export interface House {
  readonly slices: readonly Slice[]
  readonly powers: Powers
  readonly fields: FieldRegister
  readonly kinds: ReadonlyMap<string, Kind>
  /** Shapes of the contract by name, for the page that describes the interface. */
  readonly shapes?: ReadonlyMap<string, z.core.$ZodType>
  /** Whose session a token is: answered by the access slice. */
  readonly sessions: Sessions
  /** Writes a line of the audit: answered by the audit slice. */
  readonly audit: (ctx: Ctx, action: string, subject: string, detail: Record<string, unknown>) => Promise<void>
  /** Proves that whoever sets up a new installation can read its terminal. */
  readonly setupCode: string
}
