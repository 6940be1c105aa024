import { PACKS } from '../incident/packs.ts'
import type { IncidentKind, Pack } from '../incident/wire.ts'
import { daysAfter } from '../platform/moment.ts'
import type { Words } from '../platform/shapes.ts'
import type { Control } from './control.wire.ts'
import { packPost } from './defaults.ts'
import { roster } from './problems.ts'

export type ControlScale = Pack['controls'][number]
export type ControlLevel = ControlScale['levels'][number]
type Need = ControlLevel['posts'][number]

/** Every measure is looked at again within so many days, or it lapses. */
export const MOST_DAYS_TO_REVIEW = 7

/**
 * A scale of control of this kind of incident.
 *
 * @throws Problem `roster/scale-unknown` with those to choose from
 */
export function scaleOf(kind: IncidentKind, scale: string): ControlScale {
  const { controls } = PACKS[kind]
  const found = controls.find(({ key }) => key === scale)
  if (!found) throw roster('roster/scale-unknown', { scale, allowed: keysOf(controls) })
  return found
}

/**
 * A level of a scale.
 *
 * @throws Problem `roster/level-unknown` with those to choose from
 */
export function levelOf(kind: IncidentKind, scale: string, level: string): ControlLevel {
  const { levels } = scaleOf(kind, scale)
  const found = levels.find(({ key }) => key === level)
  if (!found) throw roster('roster/level-unknown', { level, allowed: keysOf(levels) })
  return found
}

const keysOf = (choices: readonly { key: string }[]) => choices.map(({ key }) => key).join(' · ')

/** What a control stands at on a day: it holds through its review date and its end, whichever comes first. */
export function controlState(
  { level, endsOn, reviewOn, endedAt }: Pick<Control, 'level' | 'endsOn' | 'reviewOn'> & { endedAt: Date | null },
  today: string,
): Control['state'] {
  if (endedAt) return 'ended'
  if (level === null || endsOn === null || reviewOn === null) return 'prepared'
  return endsOn < today || reviewOn < today ? 'lapsed' : 'in-force'
}

/**
 * When a control is to be looked at again: within a week, and no later than it ends.
 *
 * @throws Problem `roster/ends-before`, `roster/review-too-far`
 */
export function decideReview(today: string, endsOn: string, asked: string | undefined): string {
  if (endsOn < today) throw roster('roster/ends-before')
  const latest = daysAfter(today, MOST_DAYS_TO_REVIEW)
  const review = asked ?? latest
  if (review < today || review > latest) throw roster('roster/review-too-far', { latest, days: MOST_DAYS_TO_REVIEW })
  return review < endsOn ? review : endsOn
}

/** A site of a control zone. */
export interface ZoneSite {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly parent: { readonly name: string } | null
  readonly territory: { readonly code: string }
}

/** A post that a level of control needs. */
export interface NeededPost {
  readonly kind: string
  /** Null: for the zone as a whole. */
  readonly site: ZoneSite | null
  readonly name: Words
  readonly role: string
  readonly hours: Need['hours']
}

/** The posts that a level needs in a zone: once for all of it, or at each of its sites of a kind. */
export function postsNeeded(
  kind: IncidentKind,
  level: ControlLevel,
  zone: string,
  sites: readonly ZoneSite[],
): NeededPost[] {
  return level.posts.flatMap(need =>
    need.per === 'zone'
      ? [neededPost(kind, need, zone, null)]
      : sites.filter(site => site.kind === need.per).map(site => neededPost(kind, need, siteTitle(site), site)),
  )
}

function neededPost(incident: IncidentKind, { post, hours }: Need, where: string, site: ZoneSite | null): NeededPost {
  const pack = packPost(incident, post)
  const words = pack?.words ?? { zh: post, en: post }
  const name = { zh: `${where} ${words.zh}`, en: `${where} ${words.en}` }
  return { kind: post, site, name, role: pack?.role ?? 'member', hours }
}

/** A building with its compound: 幸福家园 3号楼. */
export const siteTitle = ({ name, parent }: Pick<ZoneSite, 'name' | 'parent'>): string =>
  parent ? `${parent.name} ${name}` : name

/** How a site with a post of a kind is known, so that no second one is set up there. */
export const atSite = (kind: string, siteId: string | null): string => `${kind} ${siteId ?? ''}`
