import { problems } from '../platform/problem.ts'

export const access = problems({
  'access/wrong-credentials': {
    status: 401,
    retry: 'review',
    zh: '登录名或口令不对。请核对后再试。',
    en: 'Login name or passphrase is wrong. Please check and try again.',
  },
  'access/locked-for-now': {
    status: 429,
    retry: 'later',
    zh: '连续输错多次，请在 {minutes} 分钟后再试。',
    en: 'Too many wrong tries; please try again in {minutes} minutes.',
  },
  'access/weak-passphrase': {
    status: 422,
    retry: 'review',
    zh: '口令至少 15 个字符，且不能是常见口令。可以用一句自己记得住的话。',
    en: 'A passphrase has at least 15 characters and is not a common one. A sentence you remember works well.',
  },
  'access/login-taken': {
    status: 409,
    retry: 'review',
    zh: '登录名“{login}”已有人使用。请换一个。',
    en: 'The login name “{login}” is taken. Please choose another.',
  },
  'access/set-up-already': {
    status: 409,
    retry: 'review',
    zh: '本系统已完成首次设置。请直接登录。',
    en: 'This installation is set up already. Please sign in.',
  },
  'access/wrong-code': {
    status: 403,
    retry: 'review',
    zh: '设置码不对。设置码在服务器启动时打印在终端里。',
    en: 'The set-up code is wrong. The server printed it in its terminal when it started.',
  },
  'access/link-spent': {
    status: 410,
    retry: 'review',
    zh: '这个加入链接已用过、已撤回或已过期。请向联络员要一个新的。',
    en: 'This join link was used, withdrawn or has expired. Ask your unit’s secretary for a new one.',
  },
  'access/own-grant': {
    status: 403,
    retry: 'review',
    zh: '不能给自己授权，也不能撤回自己的管理权。请由另一位系统管理员办理。',
    en: 'You cannot change your own grants. Ask another system administrator.',
  },
  'access/powers-clash': {
    status: 409,
    retry: 'review',
    zh: '“{held}”与“{wanted}”不能由同一账号担任（三员分立）。请另设账号。',
    en: 'One account cannot be both “{held}” and “{wanted}” (separated powers). Use another account.',
  },
  'access/scope-missing': {
    status: 422,
    retry: 'review',
    zh: '“{roleZh}”须指定{scopeZh}。请补上范围再保存。',
    en: 'The role “{roleEn}” needs a {scopeEn}. Choose one and save again.',
  },
  'access/not-a-rehearsal': {
    status: 409,
    retry: 'review',
    zh: '只有演练环境可以设定时钟；正式环境按真实时间记录。',
    en: 'Only a rehearsal may set its clock; a live city records real time.',
  },
  'access/clock-backwards': {
    status: 409,
    retry: 'review',
    zh: '时钟只能向前拨：现在是 {now}。',
    en: 'The clock only moves forward: it is {now} now.',
  },
})
