import * as wire from '@muster/core/audit/wire.ts'
import { door, type Slice } from '../platform/slice.ts'
import { auditHead } from './measures.ts'
import { list, verify } from './queries.ts'

export const audit: Slice = {
  name: 'audit',
  doors: [door(wire.list, list), door(wire.verify, verify)],
  measures: [auditHead],
}
