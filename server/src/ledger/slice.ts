import * as wire from '@muster/core/ledger/wire.ts'
import { door, type Slice } from '../platform/slice.ts'
import { history, kinds } from './queries.ts'
import { send } from './send.ts'

export const ledger: Slice = {
  name: 'ledger',
  doors: [door(wire.send, send), door(wire.kinds, kinds), door(wire.history, history)],
}
