import { type Endpoint, type FileAnswer, type Urgency, urgencyOf } from '@muster/core/platform/endpoint.ts'
import { door as doorProblem } from '@muster/core/platform/problems.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { tenantNow } from '../clock.ts'
import type { Actor, Ctx, Effects, Scope, Tenant, Tx } from '../context.ts'
import { type Database, STATEMENT_MS } from '../database/open.ts'
import type { Asker, Door, House } from '../slice.ts'
import { tenantOfToken } from '../token.ts'
import { type attemptsOf, isAttempt } from './attempts.ts'
import { clearSession, sessionToken, setSession } from './cookie.ts'
import type { Gate } from './gate.ts'
import type { Gathered, Gatherer, Shared, Waiting } from './gather.ts'
import { once } from './idempotency.ts'
import { readInput } from './input.ts'
import { addressKey } from './limit.ts'
import { announce } from './live.ts'
import type { Metrics } from './metrics.ts'
import type { Pictures } from './pictures.ts'
import { checkReach, scopeFor, triedOutside } from './reach.ts'
import { language } from './refusal.ts'
import { type Reader, serialiser } from './serialise.ts'
import type { Whom } from './turns.ts'

export interface Surroundings {
  readonly db: Database
  /** Connections of their own for pictures and exports; left out, they share. */
  readonly readers?: Database
  /** The same for requests that share commits. */
  readonly writers?: Database
  readonly house: House
  /** The server's clock; tests move it. */
  readonly clock: () => Date
}

/** What all doors of a server share. */
export interface Reception {
  readonly identify: (token: string | null) => Promise<Asker | null>
  readonly gatherer: Gatherer
  readonly gate: Gate
  readonly pictures: Pictures
  readonly metrics: Metrics
  /** Notes what somebody tried outside reach. */
  readonly attempted: ReturnType<typeof attemptsOf>
}

/**
 * A phone names the account whose entries it sends. The desk may have signed in beside it, in the same browser: under a session
 * that is not the writer's nobody is signed in.
 */
const ifMeant = ({ headers }: FastifyRequest, asker: Asker | null): Asker | null => {
  const meant = headers['x-muster-account']
  return meant === undefined || meant === asker?.actor.accountId ? asker : null
}

/**
 * The life of a request: who, may, shape; its turn at the gate; then reach and the answer, in one transaction with one
 * clock reading. Whatever it throws decides the rollback; the reply is written only after the commit.
 */
export function answerer(door: Door, surroundings: Surroundings, reception: Reception) {
  const { endpoint } = door
  const urgency = urgencyOf(endpoint)
  const serialise = serialiser(endpoint.output, surroundings.house.fields)
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (endpoint.method !== 'get') refuseForgery(request)
    const token = sessionToken(request)
    const asker = ifMeant(request, await reception.identify(token))
    request.tenantId = asker?.tenant.tenant ?? ''
    // A stranger's file is not even read.
    if (endpoint.may !== 'anyone') scopeOf(endpoint, asker, surroundings, surroundings.clock())
    const input = await readInput(endpoint, request)
    const asked: Asked = { ...surroundings, reception, request, endpoint, urgency, input, token, asker }
    const answering = endpoint.shared && asker ? showPicture(door, asked, asker, reply) : act(door, asked, reply)
    const { answer, reader } = await answering.catch(async error => {
      if (asker && isAttempt(error, endpoint)) await noteAttempt(asked, asker)
      throw error
    })
    if (endpoint.gives === 'file') return sendFile(reply, answer as FileAnswer)
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(serialise(answer, reader)))
  }
}

/** Answers, together with others or alone, and sees to what the commit brings with it. */
async function act(door: Door, asked: Asked, reply: FastifyReply) {
  const { asker, request, reception } = asked
  const gathered = door.together && asker && (await together(door as Waiting['door'], asked, asker))
  const { answer, ctx } = gathered ?? (await alone(door, asked))
  const { effects, scope, actor } = ctx
  // Of several facts in one request, one may have been refused.
  if (asker && triedOutside(ctx)) await noteAttempt(asked, asker)
  // NOTE: taken out, because those who were answered together share them.
  for (const { error, reference } of effects.bugs?.splice(0) ?? []) request.log.error({ err: error, reference }, 'bug')
  reception.metrics.facts(effects.facts)
  delete effects.facts
  if (asked.endpoint.method !== 'get')
    for (const tenant of new Set([request.tenantId, ...effects.topics.keys()])) reception.pictures.changed(tenant)
  if (effects.refusal) throw effects.refusal
  writeSession(reply, request, effects)
  return { answer, reader: readerOf(scope, actor) }
}

/** In a transaction of its own, when its turn comes. */
async function alone(door: Door, asked: Asked) {
  const { reception, urgency, request, endpoint } = asked
  // Whoever asked first for what many share may leave: the others still wait for it.
  const gone = () => !endpoint.shared && request.raw.socket.destroyed
  const pass = await reception.gate.enter(urgency, whomOf(asked), gone)
  request.waited = pass.waited
  reception.metrics.waited(urgency, pass.waited / 1000)
  try {
    return await inTransaction(asked, tx => decide(tx, door, asked))
  } finally {
    pass.leave()
  }
}

async function decide(tx: Tx, door: Door, asked: Asked) {
  const { clock, endpoint, request, input } = asked
  const shared: Shared = { tx, real: clock(), effects: { topics: new Map() } }
  const tenant = endpoint.may === 'anyone' ? await tenantAtOpenDoor(tx, asked) : (asked.asker?.tenant ?? null)
  const own = contextFor(asked, tenant, shared)
  // What is shown to others as well must not depend on who asked first.
  const ctx = endpoint.shared ? { ...own, actor: null } : own
  await checkReach(ctx, endpoint, input)
  const key = request.headers['idempotency-key'] as string | undefined
  const answer = await once(ctx, endpoint, key, input, () => door.answer(ctx, input as never))
  await announce(ctx)
  return { answer, ctx }
}

/** An answer that is the same for all who ask this with the same reach: computed for one of them. */
async function showPicture(door: Door, asked: Asked, asker: Asker, reply: FastifyReply) {
  const { endpoint, input, clock, request, urgency } = asked
  const { pictures, gate, metrics } = asked.reception
  const scope = scopeOf(endpoint, asker, asked, clock())
  const question = {
    endpoint,
    tenant: asker.tenant.tenant,
    scope,
    language: language(request),
    input,
    now: tenantNow(asker.tenant, clock()).getTime(),
    crowded: () => gate.crowded(urgency),
  }
  const picture = await pictures.show(question, async () => (await alone(door, asked)).answer)
  metrics.picture(picture.how)
  if (picture.how !== 'computed') reply.header('age', picture.age)
  if (picture.how === 'behind') reply.header('x-muster-behind', gate.comeBack(urgency))
  return { answer: picture.answer, reader: readerOf(scope, asker.actor) }
}

/** After the refusal's transaction, which never happened, in one of its own; the refusal stands whether or not it can be noted. */
async function noteAttempt(asked: Asked, asker: Asker): Promise<void> {
  const { db, clock, endpoint, input, request, reception } = asked
  const shared = { real: clock(), effects: { topics: new Map() } }
  await db
    .transaction()
    .execute(tx => reception.attempted(contextFor(asked, asker.tenant, { ...shared, tx }), endpoint, input))
    .catch(error => request.log.error({ err: error }, 'attempt'))
}

const readerOf = ({ roles }: Scope, actor: Actor | null): Reader => ({ roles, personId: actor?.personId ?? null })

/** Whose turn it is: a city's, and in it that of the part for which the asker works; of strangers, that of an address. */
function whomOf({ asker, request }: Asked): Whom {
  if (!asker) return { tenant: '', place: addressKey(request.ip) ?? '' }
  const { grants, accountId } = asker.actor
  const { territory, unitId, teamId } = grants[0] ?? {}
  return { tenant: asker.tenant.tenant, place: territory ?? unitId ?? teamId ?? accountId }
}

/** In a transaction that it shares with whoever comes at the same moment. */
function together(door: Waiting['door'], asked: Asked, asker: Asker): Promise<Gathered> {
  return asked.reception.gatherer.ask({
    door,
    asker,
    input: asked.input,
    context: shared => contextFor(asked, asker.tenant, shared),
  })
}

/**
 * Reads see one moment of the database; writes see each other and lock what they decide about. A file that leaves is a
 * deed, which the audit may have to hold, so it is no mere read.
 */
function inTransaction<T>(asked: Asked, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { db, readers = db, endpoint, urgency } = asked
  const pool = urgency === 'picture' || urgency === 'export' ? readers : db
  const transaction = pool.transaction()
  const begun =
    endpoint.method === 'get' && endpoint.gives !== 'file'
      ? transaction.setIsolationLevel('repeatable read').setAccessMode('read only')
      : transaction.setIsolationLevel('read committed')
  return begun.execute(async tx => {
    // The pools' own limits are those of work and of pictures.
    if (urgency === 'deed' || urgency === 'export')
      await sql`select set_config('statement_timeout', ${String(STATEMENT_MS[urgency])}, true)`.execute(tx)
    return work(tx)
  })
}

interface Asked extends Surroundings {
  readonly reception: Reception
  readonly urgency: Urgency
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
