import { endpoint } from '../platform/endpoint.ts'
import { done, id, instant, whole, z } from '../platform/shapes.ts'
export const Message = z.object({
  id: id(),
  at: instant(),
  topic: z.string(),
  zh: z.string(),
  en: z.string(),
  readAt: z.nullable(instant()),
})
export const inbox = endpoint({
  name: 'people.inbox',
  method: 'get',
  path: '/me/messages',
  words: { zh: '给我的消息', en: 'Messages to me' },
  may: 'people.own',
  reach: 'self',
  input: z.object({ limit: z.optional(whole(1, 100)) }),
  output: z.object({ rows: z.array(Message) }),
})
export const markRead = endpoint({
  name: 'people.markRead',
  method: 'post',
  path: '/me/messages/read',
  words: { zh: '标为已读', en: 'Mark as read' },
  may: 'people.own',
  reach: 'self',
  input: z.object({ ids: z.array(id()).check(z.maxLength(100)) }),
  output: done(),
})
