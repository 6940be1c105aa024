import type { Role } from './role.ts'
import { z } from './shapes.ts'

/** How much of a personal field a role sees: all of it, or only its outline (王**, 138****0000). */
export type Sight = 'full' | 'masked'

/**
 * One personal field: why it is held, by what right, who sees it, and for how long (PIPL art. 6, 13, 17, 19).
 * A role that is not named sees nothing. People always see what is held about themselves.
 */
export interface PersonalField {
  readonly zh: string
  readonly en: string
  readonly purpose: string
  /** Legal basis, with its source. */
  readonly basis: string
  readonly sensitive: boolean
  readonly viewers: Readonly<Partial<Record<Role, Sight>>>
  /** When it is erased. */
  readonly retention: string
  /** Columns that hold it, `table.column`; facts' payloads as `fact.payload.key`. */
  readonly columns: readonly string[]
  readonly mask: 'name' | 'phone' | 'text'
}

export type FieldRegister = Readonly<Record<string, PersonalField>>

/** Checks the shape while keeping the fields' names. */
export const fields = <const F extends FieldRegister>(register: F): F => register

/** Which schemas are personal, and under which name of the field register. */
export const personalFields = z.registry<{ field: string }>()

/** Marks an output as a personal field. It becomes nullable: who may not see it receives null. */
export function personal<T extends z.core.$ZodType>(field: string, schema: T) {
  const shape = z.nullable(schema)
  personalFields.add(shape as never, { field })
  return shape
}
