import { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { newSecret } from '../secrets.ts'

/** Answers whatever was thrown: a Problem as it is, anything else as a bug without details. */
export function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = asProblem(error, request)
  if (problem.retry === 'later') reply.header('retry-after', retryAfterSeconds(problem))
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem, language(request))))
}

/** RFC 9457, with both sentences, so that a screen can change its language without asking again. */
export function problemBody(problem: Problem, reader: 'zh' | 'en') {
  const { slug, status, retry, zh, en, details } = problem
  return { type: `/problems/${slug}`, title: slug, status, detail: problem.sentence(reader), retry, zh, en, details }
}

/** Chinese unless the reader asks for English first. */
export function language(request: FastifyRequest): 'zh' | 'en' {
  const chosen = /(?:^|;\s*)lang=(zh|en)/.exec(request.headers.cookie ?? '')?.[1]
  return (chosen ?? (/^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh')) as 'zh' | 'en'
}

interface Thrown {
  readonly code?: string
  readonly statusCode?: number
  readonly message?: string
}

function asProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  const thrown = error as Thrown
  const known = fromDatabase(thrown) ?? fromFastify(thrown)
  if (known) return known
  const reference = newSecret(6)
  request.log.error({ err: error, reference }, 'bug')
  return door('door/bug', { reference })
}

/** PostgreSQL's own states: class 08 and 57P are a server that is away, 53100 a full disk, 40 a collision. */
function fromDatabase({ code = '', message = '' }: Thrown): Problem | null {
  if (/^(08|57P)/.test(code) || /ECONNREFUSED|ECONNRESET|ENOENT|EPIPE/.test(code)) return door('door/database-away')
  if (/Connection terminated|timeout exceeded when trying to connect|the database system is/.test(message))
    return door('door/database-away')
  if (code === '53100' || code === 'ENOSPC') return door('door/disk-full')
  if (code === '53300' || code === '57014' || code.startsWith('40')) return door('door/busy')
  return null
}

function fromFastify({ statusCode, code = '', message = '' }: Thrown): Problem | null {
  if (statusCode === 413 || code === 'FST_REQ_FILE_TOO_LARGE') return door('door/too-large', { most: '20 MiB' })
  if (statusCode && statusCode >= 400 && statusCode < 500) return door('door/unreadable', { why: message })
  return null
}

/** Spread out, so that those who were turned away do not all come back at once. */
function retryAfterSeconds(problem: Problem): number {
  const said = problem.details.seconds
  return typeof said === 'number' ? said : 1 + Math.floor(Math.random() * 4)
}
