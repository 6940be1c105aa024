import type { Job, Person, Post, Shift } from '../problem/problem.ts'
import type { Random } from '../random.ts'
import type { Dials } from './dials.ts'

type Place = [east: number, north: number]

/** The two skills that posts ask for. */
export const SKILLS = ['nurse', 'driver'] as const

const EARLY: Shift = { id: 'early', start: 6 * 60, minutes: 480, tags: ['day'] }
const LATE: Shift = { id: 'late', start: 14 * 60, minutes: 480, tags: ['day'] }
const NIGHT: Shift = { id: 'night', start: 22 * 60, minutes: 480, tags: ['night'] }
/** Four hours are as long as a suit may be worn without a break. */
const SUITED: readonly Shift[] = [
  { id: 'suit-morning', start: 8 * 60, minutes: 360, suit: 240, tags: ['day', 'suit'] },
  { id: 'suit-evening', start: 15 * 60, minutes: 360, suit: 240, tags: ['day', 'suit'] },
]
export const SHIFTS: readonly Shift[] = [EARLY, LATE, NIGHT, ...SUITED]

/** A post and the shifts in which it is kept. */
export interface Site {
  readonly post: Post & { readonly at: Place }
  readonly shifts: readonly Shift[]
  /** Asked for in one job of each shift. */
  readonly skill: string | undefined
}

/** Posts lie around a few centres of the city, as people do. */
export function centresOf(random: Random): Place[] {
  return Array.from({ length: 5 }, () => [random.unit() * 24, random.unit() * 18])
}

export function sitesOf(dials: Dials, centres: readonly Place[], random: Random): Site[] {
  return Array.from({ length: dials.posts }, (_, index) => {
    const suited = random.unit() < dials.suits
    const night = random.unit() < dials.nights
    const skilled = random.unit() < dials.skilledPosts
    return {
      post: { id: `post-${number(index)}`, at: near(centres, 2, random) },
      shifts: suited ? SUITED : night ? [EARLY, LATE, NIGHT] : [EARLY, LATE],
      skill: skilled ? SKILLS[random.int(SKILLS.length)] : undefined,
    }
  })
}

/** What can be done at a post: its shifts, and once more with the skill where it asks for one. */
export function jobsOf(sites: readonly Site[]): Job[] {
  return sites.flatMap(({ post, shifts, skill }) =>
    shifts.flatMap((shift): Job[] => [
      { id: jobId(post, shift), post: post.id, shift: shift.id },
      ...(skill === undefined ? [] : [{ id: jobId(post, shift, skill), post: post.id, shift: shift.id, skill }]),
    ]),
  )
}

export const jobId = (post: Post, shift: Shift, skill?: string): string =>
  [post.id, shift.id, ...(skill === undefined ? [] : [skill])].join(' ')

/** People around the centres; teams are next to each other on the list, as they were put together. */
export function peopleOf(dials: Dials, centres: readonly Place[], random: Random): Person[] {
  let team = 0
  let left = 0
  return Array.from({ length: dials.people }, (_, index) => {
    if (left === 0) {
      team++
      left = 4 + random.int(5)
    }
    left--
    const skilled = random.unit() < dials.skilledPeople
    return {
      id: `person-${number(index)}`,
      home: near(centres, 5, random),
      ...(skilled ? { skills: [SKILLS[random.int(SKILLS.length)]!] } : {}),
      // The first of the list are in teams, so that teams are whole.
      ...(index < dials.people * dials.teamed ? { team: `team-${number(team)}` } : {}),
      basis: random.unit() < 0.5 ? 'DUTY_ORDER' : 'VOLUNTARY',
    }
  })
}

/** A place some kilometres around one of the centres. */
function near(centres: readonly Place[], kilometres: number, random: Random): Place {
  const [east, north] = centres[random.int(centres.length)]!
  const off = () => (random.unit() + random.unit() - 1) * kilometres
  return [rounded(east + off()), rounded(north + off())]
}

/** To ten metres: places are read by people too. */
const rounded = (kilometres: number): number => Math.round(kilometres * 100) / 100

const number = (index: number): string => String(index + 1).padStart(3, '0')
