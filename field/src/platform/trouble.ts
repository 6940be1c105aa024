import { Problem, type Retry } from '@muster/core/platform/problem.ts'
import type { Words } from '@muster/core/platform/shapes.ts'
import { OutboxFull } from './sync.ts'
import { DiskRefused } from './vault.ts'

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

/** What cannot be written down has not happened for anybody else: said at once, with what is left to do. */
const DISK: Trouble = {
  kind: 'refused',
  slug: 'disk',
  status: 0,
  retry: 'now',
  zh: '手机存储空间不够，这一条没有保存。请删掉一些照片或视频后再试一次，或改用纸质表。',
  en: 'The phone’s storage is full and this was not kept. Delete some photos or videos and try again, or use paper.',
}
const FULL: Trouble = {
  kind: 'refused',
  slug: 'full',
  status: 0,
  retry: 'now',
  zh: '本机已存 5000 条还没上传。请先到有信号的地方，上传后再登记；急用请改用纸质表。',
  en: 'This phone holds 5,000 entries that were not sent. Go where there is a line first, or use paper.',
}

/** Turns whatever was thrown into a sentence. `fetch` throws a TypeError when there is no connection. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Problem) {
    const { slug, status, retry, zh, en } = error
    return { kind: status >= 500 ? 'broken' : 'refused', slug, status, retry, zh, en }
  }
  if (error instanceof DiskRefused) return DISK
  if (error instanceof OutboxFull) return FULL
  return error instanceof TypeError ? OFFLINE : BROKEN
}
