/**
 * The room's only clock: the server's, as last heard. A phone may be wrong by hours, and a rehearsal keeps its own time
 * and speed.
 */
let heard = { server: 0, phone: 0, speed: 1 }
let zone = 'Asia/Shanghai'

/** Hears what time it is at the server, in which zone its days are counted, and how fast a rehearsal runs. */
export function hear(at: string, where?: string, speed?: number): void {
  heard = { server: Date.parse(at), phone: Date.now(), speed: speed ?? heard.speed }
  if (where) zone = where
}

/** So far a clock may be off without a word. Beyond a week no certificate holds: that is a town of another time, not a phone. */
const [NEAR_MS, FAR_MS] = [2 * 60_000, 7 * 24 * 3_600_000]

/** By how many minutes this phone's clock is ahead of the server's (behind: less than none); 0 where it does not matter. */
export function minutesAhead(): number {
  const ahead = heard.phone - heard.server
  const matters = heard.speed === 1 && Math.abs(ahead) > NEAR_MS && Math.abs(ahead) < FAR_MS
  return matters ? Math.round(ahead / 60_000) : 0
}

/** Passes an answer on and hears what time it was at the server when it gave it. */
export const hearing =
  <T>(at: (answer: T) => string) =>
  (answer: T): T => {
    hear(at(answer))
    return answer
  }

/** The server's time in milliseconds; the phone's own until the server has spoken. */
export const now = (): number => heard.server + (Date.now() - heard.phone) * heard.speed

let head: { readonly server: number; readonly page: number } | undefined

/** Hears the hour that stands at the head of any answer of the server, of a refusal too. */
export function hearHead(date: string | null): void {
  const server = Date.parse(date ?? '')
  if (!Number.isNaN(server)) head = { server, page: performance.now() }
}

/**
 * What time it is in the world outside, whatever the phone's clock does; undefined until this page has heard the server. What
 * cannot be undone waits for it.
 */
export const worldNow = (): number | undefined => head && head.server + performance.now() - head.page

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute'

function partsOf(at: number): Record<Part, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
  const parts = { year: '', month: '', day: '', hour: '', minute: '' }
  for (const { type, value } of format.formatToParts(at)) if (type in parts) parts[type as Part] = value
  // NOTE: old engines write midnight as 24:00, and some write 03 for March.
  const { hour, month, day } = parts
  return { ...parts, month: String(Number(month)), day: String(Number(day)), hour: hour === '24' ? '00' : hour }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `14:05` today, `3月30日 14:05` on another day, with the year in another year; in the city's zone. */
export function timeOf(at: number | string, language: 'zh' | 'en', reader = now()): string {
  const then = partsOf(typeof at === 'string' ? Date.parse(at) : at)
  const today = partsOf(reader)
  const time = `${then.hour}:${then.minute}`
  const sameYear = then.year === today.year
  if (sameYear && then.month === today.month && then.day === today.day) return time
  if (language === 'zh') return `${sameYear ? '' : `${then.year}年`}${then.month}月${then.day}日 ${time}`
  return `${then.day} ${MONTHS[Number(then.month) - 1] ?? ''}${sameYear ? '' : ` ${then.year}`}, ${time}`
}

/** What is left until an instant: `9:05`, with hours `1:09:05`; zero when it has passed. */
export function leftUntil(at: string, reader = now()): { readonly seconds: number; readonly text: string } {
  const seconds = Math.max(0, Math.ceil((Date.parse(at) - reader) / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return { seconds, text: hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}` }
}

/** A calendar day as people read it; it has no hour and no zone. */
export function dayOf(day: string, language: 'zh' | 'en'): string {
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'UTC', dateStyle: 'long' })
  return format.format(new Date(`${day}T12:00:00Z`))
}
