/** What the schema found, as faults with a path and a sentence. */
import type * as z from 'zod/mini'
import type { Fault } from '../fault.ts'
import { fault } from './fault.ts'

/** Faults of one issue; of a choice among forms, those of the choice that got furthest. */
export function formFault(issue: z.core.$ZodIssue, before: readonly PropertyKey[] = []): Fault[] {
  const path = [...before, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const furthest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0]!
    return furthest.flatMap(inner => formFault(inner, path))
  }
  return [fault(pathOf(path), 'form', { message: messageOf(issue) })]
}

const depth = (issues: readonly z.core.$ZodIssue[]): number => Math.max(0, ...issues.map(({ path }) => path.length))

/** `rules[3].min` */
export function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? String(step) : `.${String(step)}`))
    .join('')
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `${issue.expected}?`
  if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')} ✗`
  if (issue.code === 'too_small') return `≥ ${issue.minimum}`
  if (issue.code === 'too_big') return `≤ ${issue.maximum}`
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' | ')
  if (issue.code === 'invalid_format') return issue.format
  if (issue.code === 'invalid_union') return String(issue.discriminator ?? issue.message)
  return issue.message
}
