import { type MyShift, TAKE_BACK_MINUTES, type Turn } from '@muster/core/duty/turns.wire.ts'

const MINUTE = 60_000

/** How a shift of mine stands by now: a phone that was in a pocket still says that the report time has passed. */
export const stateAt = ({ state, reportAt }: Pick<MyShift, 'state' | 'reportAt'>, now: number): MyShift['state'] =>
  state === 'expected' && reportAt !== null && Date.parse(reportAt) < now ? 'late' : state

/** Minutes on post by now, from those that were told at an instant; a break does not count. */
export function minutesAt({ minutes, in: came, out, breakSince }: Turn, toldAt: number, now: number): number {
  // Whoever came since then has not been told of yet.
  const from = Math.max(toldAt, came ? Date.parse(came) : 0)
  return out || breakSince ? minutes : minutes + Math.max(0, Math.floor((now - from) / MINUTE))
}

/** Whether a check-out can still be called a slip; the server has the last word. */
export function canTakeBack({ turn, shift, closedAt }: Pick<MyShift, 'turn' | 'shift' | 'closedAt'>, now: number) {
  if (!turn?.out || turn.state !== 'left' || closedAt) return false
  const said = turn.why === 'ended' || turn.why === 'early' || turn.why === 'relieved'
  const open = shift.openEnd || now < Date.parse(shift.endsAt)
  return said && open && now - Date.parse(turn.out) < TAKE_BACK_MINUTES * MINUTE
}
