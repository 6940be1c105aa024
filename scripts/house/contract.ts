import type { Endpoint, ThingKind } from '../../core/src/platform/endpoint.ts'
import { personalFields } from '../../core/src/platform/personal.ts'
import type { z } from '../../core/src/platform/shapes.ts'

type Schema = z.core.$ZodType

interface Def {
  readonly type: string
  readonly shape?: Readonly<Record<string, Schema>>
  readonly element?: Schema
  readonly innerType?: Schema
  readonly options?: readonly Schema[]
  readonly items?: readonly Schema[]
  readonly valueType?: Schema
  readonly keyType?: Schema
  readonly left?: Schema
  readonly right?: Schema
}

/** A place in a schema: the keys that lead there, and whether the door's serializer gets there too. */
export interface Spot {
  readonly path: string
  readonly schema: Schema
  /** The field of the register that it is marked with. */
  readonly mark: string | undefined
  /** False below unions, records, tuples and intersections, which the serializer does not walk. */
  readonly walked: boolean
  /** The object it is a member of. */
  readonly beside: readonly string[]
}

/** Every spot of a schema, outermost first; what is below a personal mark belongs to the mark. */
export function spotsOf(schema: Schema, path = '', walked = true, beside: readonly string[] = []): Spot[] {
  const mark = personalFields.get(schema as never)?.field
  const here = { path, schema, mark, walked, beside }
  if (mark) return [here]
  const def = schema._zod.def as Def
  const keys = Object.keys(def.shape ?? {})
  const inShape = Object.entries(def.shape ?? {}).flatMap(([key, member]) =>
    spotsOf(member, path ? `${path}.${key}` : key, walked, keys),
  )
  const sameLevel = [def.element, def.innerType].filter(one => one !== undefined)
  const unwalked = [def.valueType, def.keyType, def.left, def.right, ...(def.options ?? []), ...(def.items ?? [])]
  return [
    here,
    ...inShape,
    ...sameLevel.flatMap(one => spotsOf(one, path, walked, beside)),
    ...unwalked.filter(one => one !== undefined).flatMap(one => spotsOf(one, path, false, beside)),
  ]
}

/** The members of an endpoint's input. */
export const inputKeys = ({ input }: Endpoint): string[] => Object.keys((input._zod.def as Def).shape ?? {})

/** The names in its path. */
export const pathKeys = ({ path }: Endpoint): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

/** The kind of thing it is about, if it is about one. */
export const thingOf = ({ reach }: Endpoint): { kind: ThingKind; field: string } | undefined =>
  typeof reach === 'object' ? reach : undefined
