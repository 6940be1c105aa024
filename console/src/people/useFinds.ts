import * as people from '@muster/core/people/wire.ts'
import type { Problem } from '@muster/core/platform/problem.ts'
import { search } from '@muster/core/territory/wire.ts'
import { useDeferredValue } from 'react'
import { useAsk } from '../platform/api.ts'

/** Something the search found, and the page on which it opens. */
export interface Find {
  readonly group: 'places' | 'people' | 'units'
  readonly key: string
  readonly name: string
  readonly beside: string
  readonly to: string
  readonly search?: Record<string, string>
}
export interface Finds {
  readonly rows: readonly Find[]
  readonly waiting: boolean
  readonly problem: Problem | undefined
}

/** Asks places, people and units at once; each as far as the actor may see. */
export function useFinds(typed: string): Finds {
  const what = useDeferredValue(typed.trim())
  const when = what.length > 0
  const places = useAsk(search, { search: what, limit: 8 }, { when, keep: true })
  const persons = useAsk(people.list, { search: what, limit: 8 }, { when, keep: true })
  const units = useAsk(people.units, { search: what, limit: 8 }, { when, keep: true })
  return {
    rows: when ? [...placesOf(places.data), ...unitsOf(units.data), ...personsOf(persons.data)] : [],
    waiting: places.refreshing || persons.refreshing || units.refreshing,
    problem: places.problem ?? persons.problem ?? units.problem,
  }
}

const placesOf = (answer: ReturnType<typeof useAsk<typeof search>>['data']): Find[] =>
  (answer?.rows ?? []).map(({ code, name, trail }) => ({
    group: 'places',
    key: code,
    name,
    beside: trail.slice(0, -1).join(' · '),
    to: '/enrolment',
    search: { territory: code },
  }))
const unitsOf = (answer: ReturnType<typeof useAsk<typeof people.units>>['data']): Find[] =>
  (answer?.rows ?? []).map(({ id, name, trail, code }) => ({
    group: 'units',
    key: id,
    name,
    beside: [code, ...trail.slice(0, -1)].join(' · '),
    to: `/units/${id}`,
  }))
const personsOf = (answer: ReturnType<typeof useAsk<typeof people.list>>['data']): Find[] =>
  (answer?.rows ?? []).map(({ id, name, volunteerNo, unit }) => ({
    group: 'people',
    key: id,
    name: name ?? volunteerNo,
    beside: `${volunteerNo} · ${unit.name}`,
    to: `/people/${id}`,
  }))
