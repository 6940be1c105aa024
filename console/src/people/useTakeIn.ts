import { setMember, type TEAM_ROLES } from '@muster/core/people/teams.wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'

/** Takes many people into a team, one after the other; who is in already stays in, so that a second try is harmless. */
export function useTakeIn() {
  const { tell, problem } = useTell(setMember)
  const [at, setAt] = useState(0)
  const takeIn = async (teamId: string, people: readonly string[], roles: (typeof TEAM_ROLES)[number][]) => {
    for (const [index, personId] of people.entries()) {
      setAt(index + 1)
      if (!(await tell({ teamId, personId, roles }))) {
        setAt(0)
        return false
      }
    }
    setAt(0)
    return true
  }
  return { takeIn, at, problem }
}
