import { maskNumbers } from '@muster/core/platform/private-number.ts'

interface Thrown {
  readonly name?: string
  readonly message?: string
  readonly stack?: string
  readonly code?: string
  readonly table?: string
  readonly column?: string
  readonly constraint?: string
  readonly severity?: string
}

/** Logs name neither people nor secrets: no query, no body, no cookie, no address. */
export function logging(logger: boolean | object) {
  if (!logger) return false
  return {
    ...(typeof logger === 'object' ? logger : {}),
    serializers: {
      req: (request: { method: string; routeOptions?: { url?: string | undefined } }) => ({
        method: request.method,
        route: request.routeOptions?.url ?? '—',
      }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
      err: errorForLog,
    },
  }
}

/**
 * What the log may say of an error. PostgreSQL and JSON put the offending value into their sentences (`Key
 * (login)=(…) already exists`), and that value may be somebody's name: of those only the kind and the place remain.
 */
export function errorForLog(error: unknown) {
  const { name, message = '', stack = '', code, table, column, constraint, severity } = (error ?? {}) as Thrown
  const speaks = severity === undefined && name !== 'SyntaxError' && name !== '$ZodError'
  return {
    type: name ?? typeof error,
    message: speaks ? maskNumbers(message.normalize('NFKC')).slice(0, 300) : '',
    ...(code && { code }),
    ...(table && { table }),
    ...(column && { column }),
    ...(constraint && { constraint }),
    stack: frames(stack),
  }
}

/** The frames alone: a stack begins with the message. */
const frames = (stack: string): string =>
  stack
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 20)
    .join('\n')
