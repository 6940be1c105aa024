import type { Endpoint, FileAnswer } from '@muster/core/platform/endpoint.ts'
import { door as doorProblem } from '@muster/core/platform/problems.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { tenantNow } from '../clock.ts'
import type { Ctx, Effects, Scope, Tenant, Tx } from '../context.ts'
import type { Database } from '../database/open.ts'
import type { Door, House } from '../slice.ts'
import { tenantOfToken } from '../token.ts'
import { clearSession, sessionToken, setSession } from './cookie.ts'
import type { Gathered, Gatherer, Shared, Waiting } from './gather.ts'
import { once } from './idempotency.ts'
import type { Asker } from './identify.ts'
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

/** What all doors of a server share. */
export interface Reception {
  readonly identify: (token: string | null) => Promise<Asker | null>
  readonly gatherer: Gatherer
}

/**
 * The life of a request: who, may, shape; then reach and the answer, in one transaction with one clock reading. Whatever
 * it throws decides the rollback; the reply is written only after the commit.
 */
export function answerer(door: Door, surroundings: Surroundings, { identify, gatherer }: Reception) {
  const { endpoint } = door
  const serialise = serialiser(endpoint.output, surroundings.house.fields)
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (endpoint.method !== 'get') refuseForgery(request)
    const token = sessionToken(request)
    const asker = await identify(token)
    // A stranger's file is not even read.
    if (endpoint.may !== 'anyone') scopeOf(endpoint, asker, surroundings, surroundings.clock())
    const input = await readInput(endpoint, request)
    const asked: Asked = { ...surroundings, request, endpoint, input, token, asker }
    const gathered = door.together && asker && (await together(door as Waiting['door'], asked, asker, gatherer))
    const { answer, ctx } = gathered ?? (await alone(door, asked))
    // NOTE: taken out, because those who were answered together share the list.
    for (const { error, reference } of ctx.effects.bugs?.splice(0) ?? [])
      request.log.error({ err: error, reference }, 'bug')
    if (ctx.effects.refusal) throw ctx.effects.refusal
    writeSession(reply, request, ctx.effects)
    if (endpoint.gives === 'file') return sendFile(reply, answer as FileAnswer)
    const reader = { roles: ctx.scope.roles, personId: ctx.actor?.personId ?? null }
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(serialise(answer, reader)))
  }
}

/** In a transaction of its own. */
function alone(door: Door, asked: Asked) {
  const { db, clock, endpoint, request, input } = asked
  return inTransaction(db, endpoint, async tx => {
    const shared: Shared = { tx, real: clock(), effects: { topics: new Map() } }
    const tenant = endpoint.may === 'anyone' ? await tenantAtOpenDoor(tx, asked) : (asked.asker?.tenant ?? null)
    const ctx = contextFor(asked, tenant, shared)
    await checkReach(ctx, endpoint, input)
    const key = request.headers['idempotency-key'] as string | undefined
    const answer = await once(ctx, endpoint, key, input, () => door.answer(ctx, input as never))
    await announce(ctx)
    return { answer, ctx }
  })
}

/** In a transaction that it shares with whoever comes at the same moment. */
function together(door: Waiting['door'], asked: Asked, asker: Asker, gatherer: Gatherer): Promise<Gathered> {
  return gatherer.ask({ door, asker, input: asked.input, context: shared => contextFor(asked, asker.tenant, shared) })
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

interface Asked extends Surroundings {
  readonly request: FastifyRequest
  readonly endpoint: Endpoint
  readonly input: Record<string, unknown>
  readonly token: string | null
  readonly asker: Asker | null
}

/** How far the asker may go here. @throws Problem `door/not-signed-in`, `door/not-allowed` */
function scopeOf(endpoint: Endpoint, asker: Asker | null, { house }: Surroundings, real: Date): Scope {
  const now = asker ? tenantNow(asker.tenant, real) : real
  return scopeFor({ house, actor: asker?.actor ?? null, now }, endpoint)
}

function contextFor(asked: Asked, tenant: Tenant | null, shared: Shared): Ctx {
  const { request, endpoint, asker, house } = asked
  // A session left over from another city is nobody's here.
  const own = asker?.tenant.tenant === tenant?.tenant ? asker : null
  return {
    ...shared,
    house,
    now: tenant ? tenantNow(tenant, shared.real) : shared.real,
    actor: own?.actor ?? null,
    scope: scopeOf(endpoint, own, asked, shared.real),
    get tenant() {
      if (!tenant) throw doorProblem('door/not-found')
      return tenant
    },
    language: language(request),
    device: (request.headers['user-agent'] ?? '').slice(0, 200),
    address: request.ip,
  }
}

/**
 * At the doors open to anyone the tenant is the one that the link or the sign-in form names, so that a session left over
 * from another city stands in nobody's way; else the session's, else the only one there is.
 */
async function tenantAtOpenDoor(tx: Tx, { input, token }: Asked): Promise<Tenant | null> {
  const hint = tenantHint(input)
  if (hint) return findTenant(tx, hint)
  const ofSession = token ? tenantOfToken(token) : null
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
  if (foreign || request.headers['x-muster'] !== '1') throw doorProblem('door/forged')
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
