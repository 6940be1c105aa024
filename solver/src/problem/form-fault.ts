/** What the schema found, as faults with a path and a sentence. */
import type * as z from 'zod/mini'
import type { Fault } from '../fault.ts'
import { KINDS } from '../rules/kinds.ts'
import { fault } from './fault.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** Faults of one issue; of a choice among forms, those of the choice that got furthest. */
export function formFault(issue: z.core.$ZodIssue, before: readonly PropertyKey[] = []): Fault[] {
  const path = [...before, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const furthest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0]!
    if (depth(furthest) > 0) return furthest.flatMap(inner => formFault(inner, path))
    return [fault(pathOf(path), 'form', { message: anyOf(issue.errors.flat().map(messageOf)) })]
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => fault(pathOf([...path, key]), 'form', { message: UNKNOWN }))
  return [fault(pathOf(path), 'form', { message: messageOf(issue) })]
}

const depth = (issues: readonly z.core.$ZodIssue[]): number => Math.max(0, ...issues.map(({ path }) => path.length))

/** `rules[3].min` */
export function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? String(step) : `.${String(step)}`))
    .join('')
}

/** None of the choices is met: all of them are said. */
const anyOf = (messages: readonly Words[]): Words => ({
  zh: [...new Set(messages.map(({ zh }) => zh))].join('，或'),
  en: [...new Set(messages.map(({ en }) => en))].join(', or '),
})

const UNKNOWN: Words = { zh: '这里没有这一项', en: 'there is nothing of this name here' }

const same = (words: string): Words => ({ zh: words, en: words })

const TYPES: Readonly<Record<string, string>> = {
  object: '一组键值',
  array: '列表',
  record: '一组键值',
  string: '文字',
  number: '数',
  int: '整数',
  boolean: 'true 或 false',
}

function messageOf(issue: z.core.$ZodIssue): Words {
  if (issue.code === 'invalid_type') {
    const whole = 'format' in issue && issue.format === 'safeint' ? 'int' : issue.expected
    return { zh: `应为${TYPES[whole] ?? whole}`, en: `${whole === 'int' ? 'a whole number' : whole} is expected` }
  }
  if (issue.code === 'too_small') return { zh: `至少 ${issue.minimum}`, en: `at least ${issue.minimum}` }
  if (issue.code === 'too_big') return { zh: `至多 ${issue.maximum}`, en: `at most ${issue.maximum}` }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(value => JSON.stringify(value)).join(' | ')
    return { zh: `应为 ${values}`, en: `${values} is expected` }
  }
  if (issue.code === 'invalid_format') return same(issue.format)
  // Only rules are told apart by a word of theirs.
  if (issue.code === 'invalid_union') return { zh: `应为 ${RULES} 之一`, en: `one of ${RULES} is expected` }
  return same(issue.message)
}

const RULES = Object.keys(KINDS).join(', ')
