import { type FieldRegister, type PersonalField, personalFields, type Sight } from '@muster/core/platform/personal.ts'
import type { Role } from '@muster/core/platform/role.ts'
import type { z } from '@muster/core/platform/shapes.ts'

/** Who reads: the roles by which they may, and the person they are. */
export interface Reader {
  readonly roles: readonly Role[]
  readonly personId: string | null
}

type Redact = (value: unknown, reader: Reader, own: boolean) => unknown
type Schema = z.core.$ZodType
interface Def {
  readonly type: string
  readonly shape?: Readonly<Record<string, Schema>>
  readonly element?: Schema
  readonly innerType?: Schema
  readonly options?: readonly Schema[]
}

/**
 * The one serializer: decides which fields leave, for list, form, search and export alike. A field that the contract
 * marks personal is shown, masked or null by the field register; people always see what is held about themselves.
 */
export function serialiser(schema: Schema, register: FieldRegister): (value: unknown, reader: Reader) => unknown {
  const redact = plan(schema, register)
  return (value, reader) => (redact ? redact(value, reader, false) : value)
}

/** Walks the schema once; null where nothing personal is below, so that plain answers cost nothing. */
function plan(schema: Schema, register: FieldRegister): Redact | null {
  const mark = personalFields.get(schema as never)
  if (mark) return personalPlan(mark.field, register)
  const def = schema._zod.def as Def
  if (def.shape) return objectPlan(def.shape, register)
  if (def.element) return listPlan(def.element, register)
  if (def.innerType) return plan(def.innerType, register)
  return null
}

function personalPlan(name: string, register: FieldRegister): Redact {
  const field = register[name]
  if (!field) throw new Error(`The contract marks “${name}” personal, but the field register does not hold it.`)
  return (value, reader, own) => show(field, value, own ? 'full' : sightOf(field, reader))
}

function objectPlan(shape: Readonly<Record<string, Schema>>, register: FieldRegister): Redact | null {
  const parts = Object.entries(shape).flatMap(([key, schema]) => {
    const redact = plan(schema, register)
    return redact ? [[key, redact] as const] : []
  })
  if (parts.length === 0) return null
  return (value, reader, own) => {
    if (typeof value !== 'object' || value === null) return value
    const row = value as Record<string, unknown>
    const mine = own || isOwn(row, reader)
    const copy = { ...row }
    for (const [key, redact] of parts) copy[key] = redact(row[key], reader, mine)
    return copy
  }
}

function listPlan(element: Schema, register: FieldRegister): Redact | null {
  const redact = plan(element, register)
  return redact && ((value, reader, own) => (Array.isArray(value) ? value.map(one => redact(one, reader, own)) : value))
}

/** A row about a person carries the person's id as `id` beside the name, or the person as `person`. */
function isOwn(row: Record<string, unknown>, reader: Reader): boolean {
  if (!reader.personId) return false
  const person = row.person as { id?: unknown } | null | undefined
  return row.id === reader.personId || person?.id === reader.personId
}

function sightOf(field: PersonalField, reader: Reader): Sight | null {
  const sights = reader.roles.map(role => field.viewers[role])
  return sights.includes('full') ? 'full' : sights.includes('masked') ? 'masked' : null
}

function show(field: PersonalField, value: unknown, sight: Sight | null): unknown {
  if (sight === 'full' || value === null || value === undefined) return value ?? null
  if (sight === null || typeof value !== 'string') return null
  return MASKS[field.mask](value)
}

/** Outlines after GB/T 35273-2020, 7.2: enough to tell people apart, too little to use. */
const MASKS: Readonly<Record<PersonalField['mask'], (value: string) => string>> = {
  name: value => `${[...value][0] ?? ''}**`,
  // Of a landline of eight digits, three and four at the ends would leave one to guess.
  phone: value => (value.length >= 11 ? `${value.slice(0, 3)}****${value.slice(-4)}` : `${value.slice(0, 2)}****`),
  text: () => '***',
}
