import { type Level, levelOf, parentOf } from './codes.ts'

/** What block 2 of the code (digits 7–9) says a street-level place is. `other` holds farms, parks and enterprise areas. */
export type SubdistrictKind = 'street' | 'town' | 'township' | 'other'

/** One place of the registry. Everything but the name follows from the code. */
export interface Division {
  /** 12 digits, padded with zeros. */
  code: string
  name: string
  level: Level
  /** The code of the place directly above; null for a province. */
  parent: string | null
  /** True for a residents' committee (block 3 is 001–199), false for a village and for every level above. */
  urban: boolean
  /** Of a street-level place, and of the place a community lies in; null above. */
  kind: SubdistrictKind | null
  /** Lies in (or is) a functional zone such as a development zone: digits 5–6 are 71–80. */
  zone: boolean
}

/**
 * Reads from a 12-digit code what the code rules of the statistics bureau put into it.
 * Block 2: 001–099 street, 100–199 town, 200–399 township, 400 and above bodies that act as one.
 * Block 3: 001–199 residents' committees; 200 and above villages and their like.
 */
export function divisionOf(code: string, name: string): Division {
  const level = levelOf(code)
  const block3 = Number(code.slice(9))
  const zone = Number(code.slice(4, 6))
  return {
    code,
    name,
    level,
    parent: parentOf(code),
    urban: level === 'community' && block3 <= 199,
    kind: kindOf(Number(code.slice(6, 9))),
    zone: zone >= 71 && zone <= 80,
  }
}

function kindOf(block2: number): SubdistrictKind | null {
  if (block2 === 0) return null
  if (block2 <= 99) return 'street'
  if (block2 <= 199) return 'town'
  return block2 <= 399 ? 'township' : 'other'
}
