import * as wire from '@muster/core/report/wire.ts'
import type { Ctx } from '../platform/context.ts'
import { door, type Slice, type Whereabouts } from '../platform/slice.ts'
import { bulletinById, getBulletin } from './bulletin.ts'
import { freeze } from './freeze.ts'
import { list } from './list.ts'
import { verify } from './verify.ts'

export const report: Slice = {
  name: 'report',
  doors: [door(wire.freeze, freeze), door(wire.list, list), door(wire.get, getBulletin), door(wire.verify, verify)],
  whereabouts: { bulletin: whereabouts },
}

/** A bulletin speaks of the whole city and of nobody by name: every desk may read what the city has said. */
async function whereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  return (await bulletinById(ctx, id)) ? { everyone: true } : null
}
