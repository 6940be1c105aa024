import type { Endpoint, FileAnswer } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { tenantNow } from '../clock.ts'
import { type Ctx, type Effects, NO_SCOPE, type Tenant, type Tx } from '../context.ts'
import type { Database } from '../database/open.ts'
import { sha256 } from '../secrets.ts'
import type { Door, House } from '../slice.ts'
import { tenantOfToken } from '../token.ts'
import { clearSession, sessionToken, setSession } from './cookie.ts'
import { once } from './idempotency.ts'
import { readInput } from './input.ts'
import { announce } from './live.ts'
import { checkReach, scopeFor } from './reach.ts'
import { language } from './refusal.ts'
import { serialiser } from './serialise.ts'

export interface Surroundings {
  readonly db: Database
  readonly house: House
  /** The server's clock; tests move it. */
  readonly clock: () => Date
}

/**
 * The life of a request: who, may, shape, reach; then the answer, in one transaction with one clock reading. Whatever
 * it throws decides the rollback; the reply is written only after the commit.
 */
export function answerer(entry: Door, { db, house, clock }: Surroundings) {
  const { endpoint } = entry
  const serialise = serialiser(endpoint.output, house.fields)
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (endpoint.method !== 'get') refuseForgery(request)
    const real = clock()
    // A stranger's file is not even read.
    if (endpoint.takes === 'file')
      await inTransaction(db, endpoint, tx => contextFor({ tx, house, real, request, endpoint, input: {} }))
    const input = await readInput(endpoint, request)
    const { answer, ctx } = await inTransaction(db, endpoint, async tx => {
      const ctx = await contextFor({ tx, house, real, request, endpoint, input })
      await checkReach(ctx, endpoint, input)
      const key = request.headers['idempotency-key'] as string | undefined
      const answer = await once(ctx, endpoint, key, input, () => entry.answer(ctx, input as never))
      await announce(ctx)
      return { answer, ctx }
    })
    for (const { error, reference } of ctx.effects.bugs ?? []) request.log.error({ err: error, reference }, 'bug')
    if (ctx.effects.refusal) throw ctx.effects.refusal
    writeSession(reply, request, ctx.effects)
    if (endpoint.gives === 'file') return sendFile(reply, answer as FileAnswer)
    const reader = { roles: ctx.scope.roles, personId: ctx.actor?.personId ?? null }
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(serialise(answer, reader)))
  }
}

/**
 * Reads see one moment of the database; writes see each other and lock what they decide about. A file that leaves is a
 * deed, which the audit may have to hold, so it is no mere read.
 */
function inTransaction<T>(db: Database, endpoint: Endpoint, work: (tx: Tx) => Promise<T>): Promise<T> {
  const transaction = db.transaction()
  return endpoint.method === 'get' && endpoint.gives !== 'file'
    ? transaction.setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
    : transaction.setIsolationLevel('read committed').execute(work)
}

interface Asked {
  readonly tx: Tx
  readonly house: House
  readonly real: Date
  readonly request: FastifyRequest
  readonly endpoint: Endpoint
  readonly input: Record<string, unknown>
}

async function contextFor({ tx, house, real, request, endpoint, input }: Asked): Promise<Ctx> {
  const token = sessionToken(request)
  const tenant = await tenantFor(tx, endpoint, token, input)
  const now = tenant ? tenantNow(tenant, real) : real
  const actor = token && tenant ? await house.authenticate(tx, tenant, sha256(token), real) : null
  const scope = endpoint.may === 'anyone' ? NO_SCOPE : scopeFor({ house, actor, now }, endpoint)
  return {
    tx,
    now,
    real,
    actor,
    scope,
    house,
    get tenant() {
      if (!tenant) throw door('door/not-found')
      return tenant
    },
    language: language(request),
    device: (request.headers['user-agent'] ?? '').slice(0, 200),
    address: request.ip,
    effects: { topics: new Map() },
  }
}

/**
 * The session's tenant; at the doors open to anyone first the one that the link or the sign-in form names, so that a
 * session left over from another city stands in nobody's way.
 */
async function tenantFor(
  tx: Tx,
  { may }: Endpoint,
  token: string | null,
  input: Record<string, unknown>,
): Promise<Tenant | null> {
  const ofSession = token ? tenantOfToken(token) : null
  if (may !== 'anyone') return ofSession ? findTenant(tx, ofSession) : null
  const hint = tenantHint(input)
  if (hint) return findTenant(tx, hint)
  return (ofSession ? await findTenant(tx, ofSession) : null) ?? findTenant(tx, null)
}

/** The tenant that a link or the sign-in form names. */
function tenantHint(input: Record<string, unknown>): string | null {
  if (typeof input.tenant === 'string') return input.tenant
  const token = input.token ?? input.link
  return typeof token === 'string' ? tenantOfToken(token) : null
}

/** One tenant by its id; without an id, the only one there is. */
async function findTenant(tx: Tx, id: string | null): Promise<Tenant | null> {
  const query = tx
    .selectFrom('tenant')
    .select(['tenant', 'name', 'zone', 'rehearsal', 'clock_at', 'clock_set', 'clock_speed'])
  const rows = await (id ? query.where('tenant', '=', id) : query.limit(2)).execute()
  return rows.length === 1 ? (rows[0] ?? null) : null
}

/** Other sites cannot set this header on a request that carries our cookie. */
function refuseForgery(request: FastifyRequest): void {
  const origin = request.headers.origin
  const foreign = origin !== undefined && URL.parse(origin)?.host !== request.host
  if (foreign || request.headers['x-muster'] !== '1') throw door('door/forged')
}

function writeSession(reply: FastifyReply, request: FastifyRequest, { session }: Effects): void {
  if (session === 'closed') clearSession(reply)
  else if (session) setSession(reply, request, session)
}

function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  return reply
    .type(file.type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .send(Buffer.from(file.bytes))
}

/** Whether the database answers: what health checks ask. */
export const databaseAnswers = async (db: Database): Promise<void> => void (await sql`select 1`.execute(db))
