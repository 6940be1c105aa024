import { problems } from './problem.ts'

/** Refusals of the door itself, before any slice is asked. */
export const door = problems({
  'door/not-signed-in': {
    status: 401,
    retry: 'review',
    zh: '您还没有登录，或登录已过期。请重新登录。',
    en: 'You are not signed in, or your session has ended. Please sign in again.',
  },
  'door/not-allowed': {
    status: 403,
    retry: 'review',
    zh: '您的角色不能做这件事。如确需办理，请联系系统管理员。',
    en: 'Your role does not allow this. If you need it, ask the system administrator.',
  },
  'door/not-found': {
    status: 404,
    retry: 'review',
    zh: '没有找到，或不在您的管辖范围内。请核对后再试。',
    en: 'Not found, or outside your reach. Please check and try again.',
  },
  'door/bad-input': {
    status: 422,
    retry: 'review',
    zh: '有 {count} 处填写不符合要求：{where}。请改正后再提交。',
    en: '{count} fields are not as required: {where}. Please correct them and send again.',
  },
  'door/unreadable': {
    status: 400,
    retry: 'review',
    zh: '服务器读不懂这个请求：{why}。',
    en: 'The server cannot read this request: {why}.',
  },
  'door/too-large': {
    status: 413,
    retry: 'review',
    zh: '内容太大，超过 {most} 上限。请分成几份再提交。',
    en: 'Too large: the limit is {most}. Please send it in smaller parts.',
  },
  'door/too-many': {
    status: 429,
    retry: 'later',
    zh: '请求太频繁，请在 {seconds} 秒后重试。',
    en: 'Too many requests; please try again in {seconds} seconds.',
  },
  'door/forged': {
    status: 403,
    retry: 'review',
    zh: '请求不是从本系统的页面发出的，已拒绝。请从本系统页面操作。',
    en: 'The request did not come from this system’s own pages and was refused. Please act from its pages.',
  },
  'door/key-reused': {
    status: 422,
    retry: 'review',
    zh: '同一个幂等键用在了两个不同的请求上。请换一个新的键。',
    en: 'One idempotency key was used for two different requests. Use a new key.',
  },
  'door/changed-meanwhile': {
    status: 409,
    retry: 'review',
    zh: '别人刚刚改过（现为第 {current} 版，您看到的是第 {seen} 版）。请查看最新内容再决定。',
    en: 'Somebody changed it meanwhile (now version {current}, you saw {seen}). Look at the latest before deciding.',
  },
  'door/busy': {
    status: 503,
    retry: 'later',
    zh: '系统正忙，您的内容还在，请稍后重试。',
    en: 'The system is busy. What you entered is still here; please try again shortly.',
  },
  'door/closing': {
    status: 503,
    retry: 'later',
    zh: '服务器正在重新启动。您的内容还在，请几秒后重试。',
    en: 'The server is being restarted. What you entered is still here; please try again in a few seconds.',
  },
  'door/database-away': {
    status: 503,
    retry: 'later',
    zh: '数据库暂时连不上，正在恢复。您的内容还在，请稍后重试。',
    en: 'The database is away and coming back. What you entered is still here; please try again shortly.',
  },
  'door/disk-full': {
    status: 507,
    retry: 'later',
    zh: '服务器磁盘已满，暂时不能写入；查询不受影响。请告知系统管理员。',
    en: 'The server’s disk is full: nothing can be written, reading still works. Please tell the system administrator.',
  },
  'door/bug': {
    status: 500,
    retry: 'later',
    zh: '系统出错了，没有保存。错误编号 {reference}，请告知系统管理员。',
    en: 'Something went wrong and nothing was saved. Reference {reference}; please tell the system administrator.',
  },
})
