import { PACKS } from '@muster/core/incident/packs.ts'
import * as wire from '@muster/core/incident/wire.ts'
import type { Ctx } from '../platform/context.ts'
import { door, type Slice, type Whereabouts } from '../platform/slice.ts'
import { changeLevel, close, enterPhase, open } from './actions.ts'
import { get, list } from './queries.ts'
import { incidentById } from './row.ts'
import { note } from './timeline.ts'

export const incident: Slice = {
  name: 'incident',
  doors: [
    door(wire.packs, async () => ({ rows: Object.values(PACKS) })),
    door(wire.list, list),
    door(wire.get, get),
    door(wire.open, open),
    door(wire.changeLevel, changeLevel),
    door(wire.enterPhase, enterPhase),
    door(wire.note, note),
    door(wire.close, close),
  ],
  whereabouts: { incident: whereabouts },
}

/** An incident concerns the whole city: units send people wherever it is, and nothing personal stands in it. */
async function whereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  return (await incidentById(ctx, id)) ? { everyone: true } : null
}
