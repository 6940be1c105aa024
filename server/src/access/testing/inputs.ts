import type { Endpoint } from '@muster/core/platform/endpoint.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { v7 } from 'uuid'

interface Check {
  readonly _zod: { readonly def: { readonly check: string; readonly minimum?: number; readonly value?: number } }
}
interface Def {
  readonly type: string
  readonly format?: string
  readonly checks?: readonly Check[]
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>
  readonly element?: z.core.$ZodType
  readonly innerType?: z.core.$ZodType
  readonly options?: readonly z.core.$ZodType[]
  readonly entries?: Readonly<Record<string, unknown>>
  readonly values?: readonly unknown[]
}

/** Values for members of that name, wherever they stand in an input. */
export type Known = Readonly<Record<string, unknown>>

/** The least that a contract entry accepts: only what is required, with `known` values where the name fits. */
export function leastInput({ input }: Endpoint, known: Known): Record<string, unknown> {
  return make(input, '', known) as Record<string, unknown>
}

function make(schema: z.core.$ZodType, name: string, known: Known): unknown {
  if (name in known) return known[name]
  const def = schema._zod.def as Def
  if (def.shape) return object(def.shape, known)
  const maker = MAKERS[def.type]
  if (!maker) throw new Error(`No way to make a ${def.type} for “${name}”.`)
  return maker(def, name, known)
}

function object(shape: Readonly<Record<string, z.core.$ZodType>>, known: Known): Record<string, unknown> {
  const required = Object.entries(shape).filter(([, member]) => !['optional', 'default'].includes(member._zod.def.type))
  return Object.fromEntries(required.map(([key, member]) => [key, make(member, key, known)]))
}

const MAKERS: Readonly<Record<string, (def: Def, name: string, known: Known) => unknown>> = {
  string: def => text(def),
  number: def => def.checks?.map(({ _zod }) => _zod.def.value).find(value => value !== undefined) ?? 1,
  int: () => 1,
  boolean: () => true,
  enum: def => Object.values(def.entries ?? {})[0],
  literal: def => def.values?.[0],
  // Of `postIds`, one is a `postId`.
  array: (def, name, known) =>
    least(def) > 0 && def.element ? [make(def.element, name.replace(/Ids$/, 'Id'), known)] : [],
  nullable: () => null,
  record: () => ({}),
  unknown: () => ({}),
  union: (def, name, known) => make(def.options![0]!, name, known),
}

function text(def: Def): string {
  if (def.format === 'uuid') return v7()
  if (def.format === 'datetime') return '2022-03-28T00:00:00.000Z'
  if (def.format === 'date') return '2022-03-28'
  return 'x'.repeat(Math.max(least(def), 1))
}

const least = (def: Def): number => Math.max(0, ...(def.checks ?? []).map(({ _zod }) => _zod.def.minimum ?? 0))
