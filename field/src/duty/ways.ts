import { HELD_BACK_SECONDS } from '@muster/core/duty/codes.ts'
import { checkInFor, close, noShow } from '@muster/core/duty/turns.wire.ts'
import type { Ways } from '../ledger/send.ts'
import { api } from '../platform/api.ts'
import { now } from '../platform/clock.ts'
import type { Happened } from '../platform/outbox.ts'

/** Somebody is found by the number on the card: only the server knows who that is. */
export const BY_NUMBER = 'duty.checked-in-by-number'
export const NO_SHOW = 'duty.no-show'
export const CLOSED = 'duty.closed'

/** What the server decides when it hears of it: it goes by its own door, from the same outbox. */
export const dutyWays: Ways = {
  [BY_NUMBER]: fact =>
    api(checkInFor, { ...of(fact), volunteerNo: String(fact.payload.volunteerNo), ...heldBack(fact) }),
  [NO_SHOW]: fact => api(noShow, { ...of(fact), personId: fact.personId ?? '' }),
  [CLOSED]: fact => api(close, { ...of(fact), reason: String(fact.payload.reason), ...heldBack(fact) }),
}

const of = ({ id, subjectId = '' }: Happened) => ({ id, shiftId: subjectId })

/** What could not be sent for a minute or more happened when it was tapped; anything else happens now. */
const heldBack = ({ occurredAt }: Happened): { occurredAt?: string } =>
  now() - Date.parse(occurredAt) < HELD_BACK_SECONDS * 1000 ? {} : { occurredAt }
