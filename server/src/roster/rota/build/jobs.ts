import type { Job, Shift } from '@muster/solver/problem/problem.ts'
import type { Planned } from '../plan.ts'
import type { Slot } from './slots.ts'

/** A job of the engine on one of its days is one shift, as a place or as standby. */
export interface Placement {
  readonly shift: Planned
  readonly standby: boolean
}

export interface Jobs {
  readonly shifts: readonly Shift[]
  readonly jobs: readonly Job[]
  /** By `day job`. */
  readonly placements: ReadonlyMap<string, Placement>
  readonly jobOf: (shift: Planned, standby: boolean) => string
  readonly dayOf: (shift: Planned) => number
}

export const NIGHT = 'night'
export const BUSY = 'busy'
const STANDBY = ' standby'

/**
 * The jobs of a rota: what is alike on several days (post, hours, role) is one job, and standby for it another. Two shifts
 * that are alike on one day are two jobs. NOTE: an id of the engine has at most 80 characters.
 */
export function jobsOf(shifts: readonly Planned[], slotOf: (shift: Planned) => Slot): Jobs {
  const shapes = new Map<string, Shift>()
  const jobs = new Map<string, Job>()
  const placements = new Map<string, Placement>()
  const ids = new Map<string, { job: string; day: number }>()
  for (const shift of shifts) {
    const slot = slotOf(shift)
    const shape = shapeOf(slot)
    shapes.set(shape.id, shape)
    const alike = `${shift.postId} ${shape.id} ${shift.role.slice(0, 12)}`
    const job = unused(alike, id => placements.has(`${slot.day} ${id}`))
    for (const [id, standby] of [
      [job, false],
      [job + STANDBY, true],
    ] as const) {
      jobs.set(id, { id, shift: shape.id, post: shift.postId })
      placements.set(`${slot.day} ${id}`, { shift, standby })
    }
    ids.set(shift.id, { job, day: slot.day })
  }
  return {
    shifts: [...shapes.values()],
    jobs: [...jobs.values()],
    placements,
    jobOf: ({ id }, standby) => ids.get(id)!.job + (standby ? STANDBY : ''),
    dayOf: ({ id }) => ids.get(id)!.day,
  }
}

/** Hours as a shift of the engine. */
export const shapeOf = ({ start, minutes, night }: Slot): Shift => ({
  id: `${start}+${minutes}`,
  start,
  minutes,
  ...(night && { tags: [NIGHT] }),
})

/** Hours that somebody has elsewhere; nobody is given such a job. */
export const busyJob = (slot: Slot): Job => ({
  id: `${BUSY} ${slot.start}+${slot.minutes}`,
  shift: shapeOf(slot).id,
  tags: [BUSY],
})

function unused(id: string, used: (id: string) => boolean): string {
  for (let nth = 1; ; nth++) {
    const one = nth === 1 ? id : `${id} ${nth}`
    if (!used(one)) return one
  }
}
