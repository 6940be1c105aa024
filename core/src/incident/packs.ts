import { coldWave } from './packs/cold-wave.ts'
import { earthquake } from './packs/earthquake.ts'
import { epidemic } from './packs/epidemic.ts'
import { flood } from './packs/flood.ts'
import { peacetime } from './packs/peacetime.ts'
import { typhoon } from './packs/typhoon.ts'
import type { IncidentKind, Pack } from './wire.ts'

/** Every hazard pack. Another hazard is another entry here, never new code. */
export const PACKS: Readonly<Record<IncidentKind, Pack>> = {
  epidemic,
  flood,
  typhoon,
  'cold-wave': coldWave,
  earthquake,
  peacetime,
}
