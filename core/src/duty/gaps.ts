import type { ACTIONS, Gap } from './boards.wire.ts'

/** What helps most: look who is there, wait for who is on the way, or ask somebody. */
export function gapAction(
  gap: Pick<Gap, 'minutes' | 'missing' | 'expected' | 'unproven' | 'asking'>,
): (typeof ACTIONS)[number] {
  if (gap.unproven > 0) return 'confirm'
  if (gap.asking >= gap.missing || gap.expected >= gap.missing) return 'wait'
  return gap.minutes < 0 ? 'assign' : 'refill'
}

/** What has begun before what is to come; nobody there, a command seat, danger; the longer and the more, the higher. */
export function byUrgency(a: Gap, b: Gap): number {
  const weights = (gap: Gap) => [
    gap.minutes >= 0,
    gap.minutes >= 0 && gap.present === 0,
    gap.post.command,
    gap.post.danger,
    gap.minutes,
    gap.missing,
  ]
  const [left, right] = [weights(a), weights(b)]
  const nth = left.findIndex((weight, at) => weight !== right[at])
  return nth < 0 ? a.shiftId.localeCompare(b.shiftId) : Number(right[nth]) - Number(left[nth])
}
