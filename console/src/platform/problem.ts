import { Problem } from '@muster/core/platform/problem.ts'

const away = {
  status: 0,
  retry: 'later',
  zh: '连不上服务器。您填的内容还在，恢复后可重试。',
  en: 'The server cannot be reached. What you entered is still here; try again when it is back.',
} as const

const bug = {
  status: 500,
  retry: 'review',
  zh: '页面出错了，没有保存。请刷新后再试；如仍出现，请告知系统管理员。',
  en: 'This page has failed and nothing was saved. Reload and try again; if it stays, tell the system administrator.',
} as const

/** Whatever was thrown, as a sentence that says what happened and what to do. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  // `fetch` throws a TypeError when nothing answers.
  return thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message)
    ? new Problem('console/unreachable', away)
    : new Problem('console/bug', bug)
}
