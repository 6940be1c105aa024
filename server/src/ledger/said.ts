import { ledger } from '@muster/core/ledger/problems.ts'
import { door } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import type { SentFact } from '../platform/slice.ts'

/** What a fact is about. @throws Problem `ledger/needs` */
export function subjectOf({ subjectId, kind }: Pick<SentFact, 'subjectId' | 'kind'>): string {
  if (!subjectId) throw ledger('ledger/needs', { kind, missing: 'subject' })
  return subjectId
}

/** What a device says in a payload, in the shape that it must have. @throws Problem `door/bad-input` */
export function readPayload<T extends z.core.$ZodType>(
  shape: T,
  { payload }: { readonly payload: Readonly<Record<string, unknown>> },
): z.output<T> {
  const { data, error } = z.safeParse(shape, payload)
  if (error) throw door('door/bad-input', { count: error.issues.length, where: 'payload' })
  return data
}
