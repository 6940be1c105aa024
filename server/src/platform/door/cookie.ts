import type { FastifyReply, FastifyRequest } from 'fastify'

/** `__Host-` would need HTTPS, which a first try on one's own machine has not. */
const NAME = 'muster'

/** The session's token: from the cookie, or from `Authorization: Bearer` for programs. */
export function sessionToken(request: FastifyRequest): string | null {
  const bearer = /^Bearer (\S{20,300})$/.exec(request.headers.authorization ?? '')?.[1]
  return bearer ?? request.cookies[NAME] ?? null
}

export function setSession(
  reply: FastifyReply,
  request: FastifyRequest,
  session: { token: string; expiresAt: Date },
): void {
  reply.setCookie(NAME, session.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    expires: session.expiresAt,
  })
}

export const clearSession = (reply: FastifyReply): void => void reply.clearCookie(NAME, { path: '/' })
