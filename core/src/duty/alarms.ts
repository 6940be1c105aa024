import type { Words } from '../platform/shapes.ts'

/** What an alarm can be about; first the gravest. */
export const ALARM_KINDS = {
  care: { zh: '有人受伤或需要支持', en: 'Somebody is hurt or needs support' },
  uncovered: { zh: '岗位无人', en: 'Post uncovered' },
  'command-empty': { zh: '指挥席位空缺', en: 'Command seat empty' },
  'leaders-together': { zh: '负责人都在同一处', en: 'All leaders at one place' },
  'hours-stop': { zh: '已到工时上限，必须换人', en: 'Limit of hours reached: relieve now' },
  suit: { zh: '防护服时间已到', en: 'Time in the suit is over' },
  short: { zh: '人手不足', en: 'People missing' },
  'no-show': { zh: '未到岗', en: 'Did not come' },
  relief: { zh: '接班人未到', en: 'Relief not here' },
  overdue: { zh: '超过计划结束时间', en: 'Past the planned end' },
  'hours-warn': { zh: '接近工时上限', en: 'Near the limit of hours' },
  late: { zh: '迟到', en: 'Late' },
  'not-opened': { zh: '开岗准备未完成', en: 'Opening checklist not done' },
  'not-checked-out': { zh: '未签退，按计划结束时间记', en: 'Not checked out; noted as ended with the plan' },
} as const satisfies Record<string, Words>
export type AlarmKind = keyof typeof ALARM_KINDS
export const ALARM_NAMES = Object.keys(ALARM_KINDS) as [AlarmKind, ...AlarmKind[]]

/** Whose turn it is to answer; each step is told when the one before has not answered in time. */
export const STEPS = ['person', 'captain', 'street-desk', 'city-desk'] as const
export type Step = (typeof STEPS)[number]

/** Minutes after the alarm began at which each step is told; what is left out is never told. */
export type Ladder = Readonly<Partial<Record<Step, number>>>

export const LADDERS: Readonly<Record<AlarmKind, Ladder>> = {
  care: { captain: 0, 'street-desk': 5 },
  uncovered: { captain: 0, 'street-desk': 5, 'city-desk': 15 },
  'command-empty': { captain: 0, 'street-desk': 0, 'city-desk': 5 },
  'leaders-together': { 'street-desk': 0, 'city-desk': 0 },
  'hours-stop': { person: 0, captain: 0, 'street-desk': 10, 'city-desk': 30 },
  suit: { person: 0, captain: 5, 'street-desk': 15 },
  short: { captain: 0, 'street-desk': 10, 'city-desk': 30 },
  'no-show': { captain: 0, 'street-desk': 10 },
  relief: { person: 0, captain: 0, 'street-desk': 15, 'city-desk': 30 },
  overdue: { person: 0, captain: 0, 'street-desk': 20 },
  'hours-warn': { person: 0, captain: 0 },
  late: { person: 0, captain: 10 },
  'not-opened': { person: 0, captain: 0, 'street-desk': 15 },
  'not-checked-out': { person: 0, captain: 0 },
}
