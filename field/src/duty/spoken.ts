import type { Say } from '../platform/language.ts'
import type { words } from './words.ts'

/** “5 小时 10 分”. @param minutes whole minutes */
export function lengthOf(minutes: number, say: Say<typeof words>): string {
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return say('minutes', { minutes })
  return minutes % 60 === 0 ? say('wholeHours', { hours }) : say('hourMinute', { hours, minutes: minutes % 60 })
}
