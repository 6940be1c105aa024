/** A code changes every half minute, and the one before still holds: whoever scans has 30 to 60 seconds. */
export const CODE_SECONDS = 30

/** What is heard so much later than it occurred was kept on a phone without signal. */
export const HELD_BACK_SECONDS = 60

/** The number of the half minute in which an instant lies. */
export const codeWindow = (at: Date): number => Math.floor(at.getTime() / 1000 / CODE_SECONDS)

/** Windows whose codes hold at an instant: its own, and the one before. */
export const windowsAt = (at: Date): readonly number[] => [codeWindow(at), codeWindow(at) - 1]

/** The shift, and the half minute in which it was shown, that a scanned code names, whether or not it was signed here; null for typed digits. */
export function readCode(code: string): { shiftId: string; shownIn: number } | null {
  const [, hex = '', nth = ''] = /^[a-z0-9-]+\.([0-9a-f]{32})\.([0-9a-z]{1,8})\.[\w-]{16}$/.exec(code) ?? []
  if (!hex) return null
  const shiftId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  return { shiftId, shownIn: parseInt(nth, 36) }
}

/** A code whose signature holds, and when it was used. */
export interface CodeUse {
  /** The half minute it was shown in. */
  readonly shownIn: number
  /** The device's claim, and the server's hearing. */
  readonly occurredAt: Date
  readonly heardAt: Date
}

/**
 * Whether a code proves that somebody stood there. A phone that was without signal is judged by the time it claims, and
 * what does not fit is kept as unproven; a phone that speaks at once with an old code has got it from somebody else.
 */
export function judgeCode({ shownIn, occurredAt, heardAt }: CodeUse): 'proven' | 'unproven' | 'old' {
  const fits = (at: Date) => windowsAt(at).includes(shownIn)
  if (isHeldBack(occurredAt, heardAt)) return fits(occurredAt) ? 'proven' : 'unproven'
  return fits(occurredAt) || fits(heardAt) ? 'proven' : 'old'
}

export const isHeldBack = (occurredAt: Date, heardAt: Date): boolean =>
  heardAt.getTime() - occurredAt.getTime() > HELD_BACK_SECONDS * 1000
