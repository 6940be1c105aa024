import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import type { myShifts } from '@muster/core/roster/assign.wire.ts'

/** All shifts of mine to come, as plans. */
export type MyShifts = OutputOf<typeof myShifts>
export type MyAssignment = MyShifts['rows'][number]
/** What others are asked about a shift of mine. */
export type Offered = NonNullable<MyAssignment['offered']>
