import { createHmac, timingSafeEqual } from 'node:crypto'
import { CODE_SECONDS, codeWindow, readCode } from '@muster/core/duty/codes.ts'
import { sign } from '../platform/secrets.ts'

/** What a code is bound to: another city, post or shift has other codes. */
export interface CodeOf {
  readonly tenant: string
  readonly postId: string
  readonly shiftId: string
}

/** What the captain's screen shows for half a minute, and the same in six digits to be typed. */
export function codeAt(key: Buffer, of: CodeOf, at: Date): { code: string; digits: string; until: Date } {
  const window = codeWindow(at)
  const until = new Date((window + 1) * CODE_SECONDS * 1000)
  return { code: codeOf(key, of, window), digits: digitsOf(key, of, window), until }
}

function codeOf(key: Buffer, of: CodeOf, window: number): string {
  const said = `${of.tenant}.${of.shiftId.replaceAll('-', '')}.${window.toString(36)}`
  return `${said}.${sign(key, `duty/code ${said} ${of.postId}`)}`
}

function digitsOf(key: Buffer, { tenant, postId, shiftId }: CodeOf, window: number): string {
  const mac = createHmac('sha256', key).update(`duty/digits ${tenant} ${shiftId} ${window} ${postId}`).digest()
  return String(mac.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/** The window of a code that this city signed for this shift; null when it did not. @param tried windows a typed one may be of */
export function windowOf(key: Buffer, of: CodeOf, code: string, tried: readonly number[]): number | null {
  const read = readCode(code)
  if (!read) return tried.find(window => same(digitsOf(key, of, window), code)) ?? null
  return same(codeOf(key, of, read.shownIn), code) ? read.shownIn : null
}

const same = (right: string, said: string): boolean =>
  right.length === said.length && timingSafeEqual(Buffer.from(right), Buffer.from(said))
