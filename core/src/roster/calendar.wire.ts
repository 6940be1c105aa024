/** A person's shifts in the calendar of their own phone, by a secret link that can be taken back. */
import { endpoint } from '../platform/endpoint.ts'
import { done, instant, text, z } from '../platform/shapes.ts'

/** When my link was made; null without one. The link itself is shown once. */
export const state = endpoint({
  name: 'roster.calendarState',
  method: 'get',
  path: '/me/calendar',
  words: { zh: '我的日历订阅', en: 'My calendar feed' },
  may: 'roster.own',
  reach: 'self',
  input: z.object({}),
  output: z.object({ since: z.nullable(instant()) }),
})
/** Makes a link, and ends the one before. */
export const make = endpoint({
  name: 'roster.makeCalendar',
  method: 'post',
  path: '/me/calendar',
  words: { zh: '生成日历订阅链接', en: 'Make a calendar link' },
  may: 'roster.own',
  reach: 'self',
  secret: true,
  input: z.object({}),
  output: z.object({ link: z.string(), since: instant() }),
})
export const revoke = endpoint({
  name: 'roster.revokeCalendar',
  method: 'delete',
  path: '/me/calendar',
  words: { zh: '停用日历订阅链接', en: 'Revoke the calendar link' },
  may: 'roster.own',
  reach: 'self',
  input: z.object({}),
  output: done(),
})
/** The calendar itself (RFC 5545), asked for by the phone's calendar every few hours. */
export const feed = endpoint({
  name: 'roster.calendar',
  method: 'get',
  path: '/public/calendars/:token',
  words: { zh: '日历订阅', en: 'A calendar feed' },
  may: 'anyone',
  reach: 'open',
  gives: 'file',
  perMinute: 60,
  input: z.object({ token: text(160, 8) }),
  output: z.object({}),
})
