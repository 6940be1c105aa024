import { leaveOwn, moveOwn, type Report, reportIn } from '@muster/core/enrolment/wire.ts'
import { api } from '../platform/api.ts'
import { once } from '../platform/attempt.ts'
import { useAct } from '../platform/load.ts'
import type { Trouble } from '../platform/trouble.ts'

/** Reporting in, moving and leaving; each act has one id until the server has answered it. */
export interface Reporting {
  readonly busy: boolean
  readonly trouble: Trouble | undefined
  /** Reports in, or moves the report that stands. */
  readonly report: (as: Report['as'], community: string, standing: Report | undefined) => void
  readonly leave: (standing: Report) => void
}

export function useReporting(personId: string, onDone: () => void): Reporting {
  const { busy, trouble, act } = useAct()
  const run = (what: string, send: (id: string) => Promise<unknown>) =>
    act(async () => {
      try {
        await once.run(`${what}.${personId}`, send)
      } finally {
        onDone()
      }
    })
  return {
    busy,
    trouble,
    report: (as, community, standing) =>
      standing
        ? run(`move.${standing.id}.${community}`, id => api(moveOwn, { reportId: standing.id, id, community, as }))
        : run(`report.${as}.${community}`, id => api(reportIn, { id, as, community })),
    leave: standing => run(`leave.${standing.id}`, id => api(leaveOwn, { reportId: standing.id, id })),
  }
}
