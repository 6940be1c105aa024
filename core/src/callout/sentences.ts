import type { Words } from '../platform/shapes.ts'
import type { SeatState } from './seat.ts'

/** An instant as people read it, in both languages. */
export type When = Words

/** What a sentence to a person may speak of. */
export interface Standing {
  readonly state: SeatState | 'none'
  readonly place: number | null
  readonly rank: number | null
  /** How many stand before this person on the reserve; null when nobody counted. */
  readonly ahead?: number | null
  readonly heldUntil: When | null
  readonly muster: { readonly point: string | null; readonly at: When | null }
}

/** Where one stands, in one sentence that says what comes next. */
export function standingSentence(standing: Standing): Words {
  const { state } = standing
  if (state === 'confirmed') return confirmedSentence(standing)
  if (state === 'held')
    return {
      zh: `有一个名额为您保留到 ${standing.heldUntil?.zh ?? ''}，请在此之前答复。`,
      en: `A place is held for you until ${standing.heldUntil?.en ?? ''}. Please answer before then.`,
    }
  if (state === 'reserve') return reserveSentence(standing)
  return PLAIN[state]
}

const PLAIN: Readonly<Record<'none' | 'signed-up' | 'withdrawn' | 'declined' | 'stood-down', Words>> = {
  none: { zh: '您还没有报名。', en: 'You have not signed up.' },
  'signed-up': {
    zh: '已报名，等待选定名单。选定后立即通知您。',
    en: 'You are signed up. You will be told as soon as the selection is made.',
  },
  withdrawn: { zh: '您已退出报名。', en: 'You have withdrawn.' },
  declined: { zh: '您放弃了保留的名额。', en: 'You declined the held place.' },
  'stood-down': { zh: '这次不必前往，谢谢您。', en: 'You need not come this time. Thank you.' },
}

function confirmedSentence({ place, muster }: Standing): Words {
  const zh = [muster.at && `${muster.at.zh}`, muster.point && `到${muster.point}`].filter(Boolean).join('')
  const en = [muster.at && `at ${muster.at.en}`, muster.point && `at ${muster.point}`].filter(Boolean).join(', ')
  return {
    zh: `名额已确认（第 ${place ?? ''} 号）。${zh ? `请${zh}集合。` : '集合时间和地点另行通知。'}`,
    en: `Your place is confirmed (no. ${place ?? ''}). ${en ? `Muster ${en}.` : 'Time and place of muster will follow.'}`,
  }
}

function reserveSentence({ rank, ahead = null }: Standing): Words {
  const before = ahead === null ? { zh: '', en: '' } : { zh: `，前面还有 ${ahead} 人`, en: `, ${ahead} before you` }
  return {
    zh: `您在候补名单上（第 ${rank ?? ''} 号${before.zh}）。有名额会立即通知您。`,
    en: `You are on the reserve (no. ${rank ?? ''}${before.en}). You will be told at once when a place frees up.`,
  }
}

/** A message about a call begins with its title. */
export const about = (title: string, words: Words): Words => ({
  zh: `“${title}”：${words.zh}`,
  en: `“${title}”: ${words.en}`,
})

export const calledSentence = (quota: number, basis: string, deadline: When | null): Words => ({
  zh: `${basis === 'DUTY_ORDER' ? '命令' : '召集'} ${quota} 人${deadline ? `，${deadline.zh} 截止报名` : ''}。请打开答复。`,
  en: `${basis === 'DUTY_ORDER' ? 'an order' : 'a call'} for ${quota} people${deadline ? `, sign-up until ${deadline.en}` : ''}. Open it to answer.`,
})

export const amendedSentence = (version: number): Words => ({
  zh: `内容有修改（第 ${version} 版），请打开查看。您的报名不变。`,
  en: `it was changed (version ${version}); please open it. Your answer stands.`,
})

export const withdrawnSentence = (reason: string): Words => ({
  zh: `召集已撤回，不必前往。原因：${reason}`,
  en: `the call is withdrawn; you need not come. Reason: ${reason}`,
})

export const stoodDownSentence = (reason: string | null): Words => ({
  zh: `这次不必前往，谢谢您。${reason ? `原因：${reason}` : ''}`,
  en: `you need not come this time. Thank you.${reason ? ` Reason: ${reason}` : ''}`,
})

export const lapsedSentence = (rank: number): Words => ({
  zh: `为您保留的名额已过时限，已请下一位。您仍在候补名单上（第 ${rank} 号）。`,
  en: `the time for your held place has run out and the next person was asked. You are still on the reserve (no. ${rank}).`,
})

/** A line of the incident's timeline. */
export const calledEntry = (title: string, quota: number, told: number): Words => ({
  zh: `发布召集“${title}”：需要 ${quota} 人，已通知 ${told} 人。`,
  en: `Call “${title}” published: ${quota} people needed, ${told} told.`,
})
