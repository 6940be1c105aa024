import { isDeepStrictEqual } from 'node:util'

/** One line of the “then” column: what was to come out, and what did. */
export interface Finding {
  readonly zh: string
  readonly en: string
  readonly expected: string
  readonly reached: string
  readonly holds: boolean
}

/** Collects what a replay reached; a replay never stops at the first wrong figure. */
export interface Findings {
  readonly all: readonly Finding[]
  /** Figures, lists and truths alike. */
  readonly compare: (words: readonly [zh: string, en: string], expected: unknown, reached: unknown) => void
  /** A promise about time, in seconds. */
  readonly within: (words: readonly [zh: string, en: string], seconds: number, taken: number) => void
}

export function findings(): Findings {
  const all: Finding[] = []
  return {
    all,
    compare([zh, en], expected, reached) {
      const holds = isDeepStrictEqual(expected, reached)
      all.push({ zh, en, expected: shown(expected), reached: shown(reached), holds })
    },
    within([zh, en], seconds, taken) {
      const reached = `${taken.toFixed(2)} s ≤ ${seconds} s`
      all.push({ zh, en, expected: `≤ ${seconds} s`, reached, holds: taken <= seconds })
    },
  }
}

function shown(value: unknown): string {
  if (typeof value === 'number') return value.toLocaleString('en-US')
  if (typeof value === 'boolean') return value ? '是 yes' : '否 no'
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.length === 0) return '无 none'
  return Array.isArray(value) ? value.map(shown).join(' · ') : JSON.stringify(value)
}

/** The table that a replay ends with. */
export function printFindings(id: string, list: readonly Finding[], seconds: number): string {
  const good = list.filter(({ holds }) => holds).length
  const lines = list.map(({ zh, en, expected, reached, holds }) =>
    holds ? `  ✓ ${zh} · ${en}: ${reached}` : `  ✗ ${zh} · ${en}: ${reached}，应为 expected ${expected}`,
  )
  return [...lines, `${good === list.length ? '✓' : '✗'} ${id}: ${good}/${list.length} · ${seconds.toFixed(1)} s`].join(
    '\n',
  )
}
