import { newSecret } from './secrets.ts'

/** Secrets that travel name their tenant first (`xuzhou.Fq3…`), so that every query can name it too. */
export const newToken = (tenant: string, bytes?: number): string => `${tenant}.${newSecret(bytes)}`

/** The tenant a token names; null when it names none. */
export function tenantOfToken(token: string): string | null {
  return /^([a-z][a-z0-9-]{1,30})\./.exec(token)?.[1] ?? null
}
