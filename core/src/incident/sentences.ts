import type { Words } from '../platform/shapes.ts'

/** What the timeline says, made once when it happens: later changes of words do not rewrite history. */
export const opened = (name: string, place: string, level: Words | null): Words => ({
  zh: `开启事件“${name}”，地点：${place}${level ? `，${level.zh}` : ''}。`,
  en: `Incident “${name}” opened at ${place}${level ? `, ${level.en}` : ''}.`,
})

export const levelChanged = (from: Words | null, to: Words, reason: string): Words => ({
  zh: `${from ? `由${from.zh}调整为${to.zh}` : `启动${to.zh}`}。理由：${reason}`,
  en: `${from ? `From ${from.en} to ${to.en}` : `${to.en} declared`}. Reason: ${reason}`,
})

export const phaseEntered = (phase: Words): Words => ({ zh: `进入“${phase.zh}”阶段。`, en: `Phase: ${phase.en}.` })

export const closed = (reason: string): Words => ({ zh: `事件关闭。${reason}`, en: `Incident closed. ${reason}` })
