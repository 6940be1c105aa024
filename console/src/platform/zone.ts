/** The wall time of an instant in a zone, as a date and time field wants it. */
export function fieldOf(zone: string, instant: string | number): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return parts.format(new Date(instant)).replace(' ', 'T').slice(0, 16)
}

/** The instant of a wall time in a zone; asked twice, because the offset at the guess may differ (summer time). */
export function instantOf(zone: string, field: string): string {
  const wanted = Date.parse(`${field}:00Z`)
  let guess = wanted
  for (let round = 0; round < 2; round++) guess -= Date.parse(`${fieldOf(zone, guess)}:00Z`) - wanted
  return new Date(guess).toISOString()
}
