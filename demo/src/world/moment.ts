/** An instant written on the wall clock of Chinese cities, `2022-03-30 16:00`: eight hours ahead of UTC, all year. */
export const chinese = (wall: string): string =>
  new Date(`${wall.replace(' ', 'T')}${wall.length === 16 ? ':00' : ''}+08:00`).toISOString()

/** So many minutes after an instant; before it, when negative. */
export const minutesAfter = (instant: string, minutes: number): string =>
  new Date(new Date(instant).getTime() + Math.round(minutes * 60_000)).toISOString()

/** How a clock on the wall shows an instant there, `30 16:00`: day of the month, hour, minute. */
export function wallOf(instant: string): string {
  const there = new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString()
  return `${there.slice(8, 10)} ${there.slice(11, 16)}`
}
