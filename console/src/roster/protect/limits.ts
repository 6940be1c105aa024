import { LIMIT_BOUNDS, type SafetyLimits } from '@muster/core/roster/safety.ts'

export type LimitName = keyof SafetyLimits
export const LIMITS = Object.keys(LIMIT_BOUNDS) as LimitName[]

/** Limits as they are typed; heat is empty while it is not hot. */
export type Typed = Readonly<Record<LimitName, string>>

export const typedOf = (limits: SafetyLimits): Typed =>
  Object.fromEntries(LIMITS.map(name => [name, limits[name] === null ? '' : String(limits[name])])) as Typed

/** Whether what is typed is a whole number within the house's bounds. Heat may be empty. */
export function isWithin(name: LimitName, typed: string): boolean {
  if (name === 'heatMinutes' && typed === '') return true
  const { least, most } = LIMIT_BOUNDS[name]
  const value = Number(typed)
  return typed.trim() !== '' && Number.isInteger(value) && value >= least && value <= most
}

/** The limits that are typed; undefined while one of them is no limit. */
export function limitsOf(typed: Typed): SafetyLimits | undefined {
  if (!LIMITS.every(name => isWithin(name, typed[name]))) return undefined
  const entries = LIMITS.map(name => [name, typed[name] === '' ? null : Number(typed[name])])
  return Object.fromEntries(entries) as SafetyLimits
}
