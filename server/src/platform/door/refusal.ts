import { Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { newSecret } from '../secrets.ts'
import { LARGEST } from './input.ts'

/** Answers whatever was thrown: a Problem as it is, anything else as a bug without details. */
export function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error) ?? bug(error, request)
  if (problem.retry === 'later') reply.header('retry-after', retryAfterSeconds(problem))
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem, language(request))))
}

/** RFC 9457, with both sentences, so that a screen can change its language without asking again. */
function problemBody(problem: Problem, reader: 'zh' | 'en') {
  const { slug, status, retry, zh, en, details } = problem
  return { type: `/problems/${slug}`, title: slug, status, detail: problem.sentence(reader), retry, zh, en, details }
}

/** Chinese unless the reader asks for English first. */
export function language(request: FastifyRequest): 'zh' | 'en' {
  const chosen = /(?:^|;\s*)lang=(zh|en)(?:;|$)/.exec(request.headers.cookie ?? '')?.[1]
  return (chosen ?? (/^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh')) as 'zh' | 'en'
}

function bug(error: unknown, request: FastifyRequest): Problem {
  const reference = newSecret(6)
  request.log.error({ err: error, reference }, 'bug')
  return door('door/bug', { reference })
}

interface Thrown {
  readonly code?: string
  readonly statusCode?: number
  readonly message?: string
  readonly syscall?: string
}

/** What was thrown, as the refusal it amounts to; null when it is a bug. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error
  const thrown = (error ?? {}) as Thrown
  return fromDatabase(thrown) ?? fromFastify(thrown)
}

/**
 * PostgreSQL's own states: class 08 and 57P are a server that is away, 25P03 a transaction it gave up, 53100 a full disk,
 * 40 a collision, 55P03 and 57014 somebody who waited too long; of class 22 those that speak of a value nobody can store.
 */
function fromDatabase({ code = '', message = '', syscall = '' }: Thrown): Problem | null {
  if (/^(08|57P|25P03)/.test(code) || /ECONNREFUSED|ECONNRESET|EPIPE/.test(code)) return door('door/database-away')
  // No socket file: the server is stopped. Any other file that is missing is a bug.
  if (code === 'ENOENT' && syscall === 'connect') return door('door/database-away')
  if (
    /^(Connection terminated|timeout exceeded when trying to connect|the database system is|Client has encountered a connection error)/.test(
      message,
    )
  )
    return door('door/database-away')
  if (code === '53100' || code === 'ENOSPC') return door('door/disk-full')
  if (/^(53300|53200|57014|55P03|40\w{3})$/.test(code)) return door('door/busy')
  if (/^(22003|22007|22008|22021|22P02|22P05)$/.test(code)) return door('door/unreadable', { why: UNSTORABLE })
  return null
}

const UNSTORABLE = '有一个值无法保存 · a value cannot be stored'

function fromFastify({ statusCode, code = '', message = '' }: Thrown): Problem | null {
  if (code === 'FST_REQ_FILE_TOO_LARGE') return door('door/too-large', { most: `${LARGEST.file / 1024 ** 2} MiB` })
  if (statusCode === 413) return door('door/too-large', { most: `${LARGEST.json / 1024 ** 2} MiB` })
  if (code === 'FST_ERR_BAD_URL') return door('door/unreadable', { why: '网址有误 · malformed address' })
  if (statusCode && statusCode >= 400 && statusCode < 500 && code.startsWith('FST_'))
    return door('door/unreadable', { why: message })
  return null
}

/** Spread out, so that those who were turned away do not all come back at once. */
function retryAfterSeconds({ details }: Problem): number {
  if (typeof details.seconds === 'number') return details.seconds
  if (typeof details.minutes === 'number') return details.minutes * 60
  return 1 + Math.floor(Math.random() * 4)
}
