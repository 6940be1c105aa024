import type { Words } from '../platform/shapes.ts'
import { ALARM_KINDS, type AlarmKind } from './alarms.ts'

/** To the successors: what the one before leaves them with. */
export const handOverWords = (post: string, note: string | null): Words => ({
  zh: `“${post}”交班：${note ?? '无特殊情况'}。到岗后请确认接班。`,
  en: `Hand-over at “${post}”: ${note ?? 'nothing to report'}. Confirm that you take over when you are there.`,
})

/** From a captain to one who is expected. */
export const reminderWords = (post: string, reportAt: Words): Words => ({
  zh: `队长在“${post}”等您：${reportAt.zh} 到岗。来不了请在“岗位”里点“我来不了”，不用说明原因。`,
  en: `Your captain expects you at “${post}”: report at ${reportAt.en}. If you cannot come, say so under “Duty”; no reason is asked.`,
})

/** What a step of the ladder is told. */
export const alarmWords = (kind: AlarmKind, post: string, name: string | null): Words => ({
  zh: `“${post}”${name ? ` ${name}` : ''}：${ALARM_KINDS[kind].zh}。${ADVICE[kind].zh}`,
  en: `“${post}”${name ? `, ${name}` : ''}: ${ALARM_KINDS[kind].en}. ${ADVICE[kind].en}`,
})

/** What to do next. */
const ADVICE: Readonly<Record<AlarmKind, Words>> = {
  care: { zh: '请马上联系本人。', en: 'Please reach the person at once.' },
  uncovered: { zh: '请派人到岗，或写明原因留岗。', en: 'Send somebody, or have the one before stay with a reason.' },
  'command-empty': { zh: '请立即安排负责人到位。', en: 'Put somebody in charge there at once.' },
  'leaders-together': { zh: '请分开值守，保证每个席位有人。', en: 'Spread out, so that every seat is held.' },
  'hours-stop': { zh: '请立即换人休息。', en: 'Relieve now.' },
  suit: { zh: '请脱下防护服休息。', en: 'Take the suit off and rest.' },
  short: { zh: '请补人，或调整人数。', en: 'Send more people, or ask for fewer.' },
  'no-show': { zh: '已从候补中补人，请留意。', en: 'Somebody else is being asked; keep an eye on it.' },
  relief: { zh: '请联系接班人，或安排他人。', en: 'Reach the successor, or find somebody else.' },
  overdue: { zh: '请安排接替，或离岗签退。', en: 'Find relief, or check out.' },
  'hours-warn': { zh: '请安排接替。', en: 'Plan relief.' },
  late: { zh: '如不能到岗，请马上说明。', en: 'If you cannot come, please say so now.' },
  'not-opened': { zh: '请完成开岗清单。', en: 'Please finish the opening checklist.' },
  'not-checked-out': { zh: '请补记实际离岗时间。', en: 'Please note when it really ended.' },
}
