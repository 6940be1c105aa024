import type { CAUSES } from '@muster/core/roster/shortage.wire.ts'
import type { Ctx } from '../platform/context.ts'
import type { DutyShift } from './rows.ts'

/** A place at a post is empty although it was filled: standby first, then whoever can be asked. */
export async function refill(
  _ctx: Ctx,
  _shift: DutyShift,
  _people: number,
  _cause: (typeof CAUSES)[number],
): Promise<void> {}
