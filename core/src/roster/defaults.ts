import { PACKS } from '../incident/packs.ts'
import type { IncidentKind, Pack } from '../incident/wire.ts'
import type { SKILLS } from '../people/wire.ts'

/** What a post has when nobody says otherwise. */
export interface PostDefaults {
  readonly danger: boolean
  readonly command: boolean
  readonly skills: (typeof SKILLS)[number][]
  readonly equipment: string[]
  readonly checklist: string[]
  readonly reportMinutes: number
  readonly suitMinutes: number | null
  readonly closesWhen: string | null
}

/** A post of the city's own, which no hazard pack knows. */
const PLAIN: PostDefaults = {
  danger: false,
  command: false,
  skills: [],
  equipment: [],
  checklist: [],
  reportMinutes: 15,
  suitMinutes: null,
  closesWhen: null,
}

/** The hazard pack's post of a kind; without an incident, that of ordinary times. */
export const packPost = (incident: IncidentKind | null, kind: string): Pack['posts'][number] | undefined =>
  PACKS[incident ?? 'peacetime'].posts.find(({ key }) => key === kind)

/** What the hazard pack proposes for a post of a kind, as it is kept (`pack-lines.ts`). */
export function postDefaults(incident: IncidentKind | null, kind: string): PostDefaults {
  const post = packPost(incident, kind)
  if (!post) return PLAIN
  return {
    danger: post.danger,
    command: false,
    skills: post.skills,
    equipment: post.equipment.map(({ zh }) => zh),
    checklist: post.checklist.map(({ zh }) => zh),
    reportMinutes: post.reportMinutes,
    suitMinutes: post.suitMinutes,
    closesWhen: post.closesWhen?.zh ?? null,
  }
}
