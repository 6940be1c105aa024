import { Problem, type Retry } from '@muster/core/platform/problem.ts'
import type { Words } from '@muster/core/platform/shapes.ts'

/** Why something did not work, in a sentence for the person in front of it. */
export interface Trouble extends Words {
  readonly kind: 'offline' | 'refused' | 'broken'
  readonly slug: string
  readonly status: number
  readonly retry: Retry
}

const OFFLINE: Trouble = {
  kind: 'offline',
  slug: 'offline',
  status: 0,
  retry: 'later',
  zh: '现在连不上网。您填写的内容还在，网络恢复后再试一次。',
  en: 'There is no connection now. What you entered is still here; try again when the network is back.',
}
const BROKEN: Trouble = {
  kind: 'broken',
  slug: 'broken',
  status: 0,
  retry: 'later',
  zh: '这个页面出错了。您填写的内容还在，请重新打开本页再试。',
  en: 'Something went wrong in this page. What you entered is still here; please open the page again.',
}

/** Turns whatever was thrown into a sentence. `fetch` throws a TypeError when there is no connection. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Problem) {
    const { slug, status, retry, zh, en } = error
    return { kind: status >= 500 ? 'broken' : 'refused', slug, status, retry, zh, en }
  }
  return error instanceof TypeError ? OFFLINE : BROKEN
}
