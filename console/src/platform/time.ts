import { serverNow } from './clock.ts'
import { type Language, useLanguage } from './language.ts'
import { useSession } from './session.ts'
import { fieldOf, instantOf } from './zone.ts'

/** Instants are UTC on the wire and the tenant's zone on the screen, wherever the reader's computer is. */
export interface Times {
  /** 14:05 */
  readonly clock: (instant: string | number) => string
  /** 14:05:09, for what lags by seconds. */
  readonly second: (instant: string | number) => string
  /** 3月30日 14:05 · 30 Mar 14:05; with the year when it is not this one. */
  readonly moment: (instant: string | number) => string
  /** 14:05 when it is today by the server's clock, else as `moment`. */
  readonly brief: (instant: string | number) => string
  /** 2022年3月30日16时 · 16:00 on 30 March 2022 */
  readonly formal: (instant: string | number) => string
  readonly day: (instant: string | number) => string
  /** `2022-03-30T14:05`, what a date and time field holds. */
  readonly toField: (instant: string | number) => string
  readonly fromField: (field: string) => string
}

export function useTimes(): Times {
  const { tenant } = useSession()
  return timesOf(tenant.zone, useLanguage())
}

const made = new Map<string, Times>()

/** The formats of one zone and language; formatters are dear to make, so each is made once. */
export function timesOf(zone: string, language: Language): Times {
  const key = `${zone} ${language}`
  const times = made.get(key) ?? makeTimes(zone, language)
  made.set(key, times)
  return times
}

function makeTimes(zone: string, language: Language): Times {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options })
    return (instant: string | number) => formatter.format(new Date(instant))
  }
  const clock = format({ hour: '2-digit', minute: '2-digit' })
  const short = format({ month: language === 'zh' ? 'numeric' : 'short', day: 'numeric' })
  const long = format({ year: 'numeric', month: language === 'zh' ? 'numeric' : 'long', day: 'numeric' })
  const shortDay =
    language === 'zh'
      ? (at: string | number) => short(at).replace('/', '月').replace(/(\d)$/, '$1日').replace('日日', '日')
      : short
  return {
    clock,
    second: format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    moment: at => `${shortDay(at)} ${clock(at)}`,
    brief: at =>
      fieldOf(zone, at).slice(0, 10) === fieldOf(zone, serverNow()).slice(0, 10)
        ? clock(at)
        : `${shortDay(at)} ${clock(at)}`,
    day: shortDay,
    formal: at =>
      language === 'zh' ? `${chineseDay(fieldOf(zone, at))}${chineseHour(clock(at))}` : `${clock(at)} on ${long(at)}`,
    toField: at => fieldOf(zone, at),
    fromField: field => instantOf(zone, field),
  }
}

const chineseDay = (field: string) => {
  const [year = 0, month = 0, day = 0] = field.slice(0, 10).split('-').map(Number)
  return `${year}年${month}月${day}日`
}
const chineseHour = (clock: string) => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return minute ? `${hour}时${minute}分` : `${hour}时`
}

/** Minutes in words: 3 h 51 min, 3 小时 51 分. */
export function spell(minutes: number, language: Language): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)]
  if (language === 'zh') return hours ? `${hours} 小时 ${rest} 分` : `${rest} 分钟`
  return hours ? `${hours} h ${rest} min` : `${rest} min`
}
