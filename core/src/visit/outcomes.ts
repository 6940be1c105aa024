import type { Words } from '../platform/shapes.ts'

/** What came of a knock on a door. `done`: whoever knocks again would learn nothing new. */
export const OUTCOME_WORDS = {
  answered: { zh: '已入户', en: 'Answered', done: true },
  'nobody-home': { zh: '家中无人', en: 'Nobody home', done: false },
  refused: { zh: '拒绝', en: 'Refused', done: true },
  empty: { zh: '空置未住', en: 'Empty', done: true },
  moved: { zh: '已搬走', en: 'Moved away', done: true },
  'not-found': { zh: '没有这一户', en: 'No such door', done: true },
  unsafe: { zh: '不安全', en: 'Unsafe', done: false },
} as const satisfies Record<string, Words & { done: boolean }>
export type Outcome = keyof typeof OUTCOME_WORDS
export const OUTCOMES = Object.keys(OUTCOME_WORDS) as [Outcome, ...Outcome[]]

/** Why a door is not knocked on. None of these says anything about anybody's health. */
export const EXCUSE_WORDS = {
  empty: { zh: '物业证实空置', en: 'Known to be empty' },
  'no-home': { zh: '不住人（机房、库房）', en: 'Nobody lives there' },
  elsewhere: { zh: '已由别的渠道联系到', en: 'Reached another way' },
  unsafe: { zh: '上门不安全，改用别的办法', en: 'Not safe to call on; to be reached another way' },
  'on-request': { zh: '应住户要求不上门', en: 'The household asked not to be called on' },
} as const satisfies Record<string, Words>
export type Excuse = keyof typeof EXCUSE_WORDS
export const EXCUSES = Object.keys(EXCUSE_WORDS) as [Excuse, ...Excuse[]]

export const STATE_WORDS = {
  done: { zh: '已完成', en: 'Done' },
  open: { zh: '未敲', en: 'Open' },
  unknown: { zh: '待核实', en: 'Unknown' },
  excused: { zh: '免敲', en: 'Excused' },
} as const satisfies Record<string, Words>
export type State = keyof typeof STATE_WORDS
export const STATES = Object.keys(STATE_WORDS) as [State, ...State[]]
