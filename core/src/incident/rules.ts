import type { Words } from '../platform/shapes.ts'
import { PACKS } from './packs.ts'
import { incident } from './problems.ts'
import type { IncidentKind } from './wire.ts'

/**
 * The words of a level of this kind of incident.
 *
 * @throws Problem `incident/level-unknown` with the levels to choose from
 */
export function levelWords(kind: IncidentKind, level: string): Words {
  const { levels } = PACKS[kind]
  const found = levels.find(({ key }) => key === level)
  if (!found) throw incident('incident/level-unknown', { level, allowed: keysOf(levels) })
  return found.words
}

/**
 * The words of a phase of this kind of incident.
 *
 * @throws Problem `incident/phase-unknown` with the phases to choose from
 */
function phaseWords(kind: IncidentKind, phase: string): Words {
  const { phases } = PACKS[kind]
  const found = phases.find(({ key }) => key === phase)
  if (!found) throw incident('incident/phase-unknown', { phase, allowed: keysOf(phases) })
  return found.words
}

/** Another level than now. @throws Problem `incident/level-same`, `incident/level-unknown` */
export function decideLevel(kind: IncidentKind, now: string | null, next: string): Words {
  const words = levelWords(kind, next)
  if (now === next) throw incident('incident/level-same', { level: words.zh })
  return words
}

/** Another phase than now; phases may come back. @throws Problem `incident/phase-same`, `incident/phase-unknown` */
export function decidePhase(kind: IncidentKind, now: string | null, next: string): Words {
  const words = phaseWords(kind, next)
  if (now === next) throw incident('incident/phase-same', { phase: words.zh })
  return words
}

const keysOf = (choices: readonly { key: string }[]) => choices.map(({ key }) => key).join(' · ')
