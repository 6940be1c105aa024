import { offers } from '@muster/core/callout/offers.wire.ts'
import { list as calls } from '@muster/core/callout/wire.ts'
import { gaps } from '@muster/core/duty/boards.wire.ts'
import { figures, table, uncovered } from '@muster/core/enrolment/wire.ts'
import { list as incidents } from '@muster/core/incident/wire.ts'
import { useAsk } from '../platform/api.ts'
import { asOfInput, useAsOf } from '../platform/asOf.ts'

/** Everything the situation page looks at. Calls and offers are known for now only. */
export function useSituation() {
  const { asOf, live } = useAsOf()
  const at = asOfInput(asOf)
  return {
    live,
    incidents: useAsk(incidents, { open: true, limit: 20 }),
    figures: useAsk(figures, at, { keep: true }),
    uncovered: useAsk(uncovered, at, { keep: true }),
    byUnit: useAsk(table, { ...at, by: 'unit' }, { keep: true }),
    calls: useAsk(calls, { limit: 100 }, { when: live }),
    duty: useAsk(gaps, { hours: 4 }, { when: live, every: 30_000 }),
    offers: useAsk(offers, { state: 'waiting', limit: 20 }, { when: live }),
  }
}
export type Situation = ReturnType<typeof useSituation>
