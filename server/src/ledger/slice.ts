import * as wire from '@muster/core/ledger/wire.ts'
import { door, type Slice } from '../platform/slice.ts'
import { ledgerAge, tallyLag } from './measures.ts'
import { openMonths, otherFacts } from './months.ts'
import { history, kinds } from './queries.ts'
import { readFacts, send, sendTogether } from './send.ts'
import { rolling } from './tally/tick.ts'

export const ledger: Slice = {
  name: 'ledger',
  doors: [
    door(wire.send, send, { answer: sendTogether, read: readFacts, facts: ({ length }) => length }),
    door(wire.kinds, kinds),
    door(wire.history, history),
  ],
  ticks: [rolling],
  measures: [ledgerAge, tallyLag, otherFacts],
  // By UTC: in the cities it is night.
  jobs: [{ name: 'ledger.months', cron: '23 19 * * *', run: openMonths }],
}
