import { type ACTS, type actOwn, myDuty } from '@muster/core/duty/turns.wire.ts'
import type { InputOf, OutputOf } from '@muster/core/platform/endpoint.ts'
import { useMe } from '../access/session.tsx'
import { api } from '../platform/api.ts'
import { hearing } from '../platform/clock.ts'
import { dropCopies } from '../platform/copies.ts'
import { dropDrafts } from '../platform/draft.ts'
import { useWords } from '../platform/language.ts'
import { type Loaded, useKeptLoad } from '../platform/load.ts'
import { type Deeds, payloadOf, useDeeds } from './deeds.ts'
import { withKept } from './kept.ts'
import { words } from './words.ts'

export type Duty = OutputOf<typeof myDuty>
export type Act = (typeof ACTS)[number]
export type Said = Omit<InputOf<typeof actOwn>, 'id' | 'shiftId' | 'what' | 'occurredAt'>

/** My shifts of these days, and what I do on them. */
export interface OnPost extends Omit<Deeds, 'run' | 'kept'> {
  readonly duty: Loaded<Duty>
  /** @param id of a try before: a code that was scanned twice is one check-in */
  readonly checkIn: (shiftId: string, code?: string, id?: string) => void
  readonly act: (shiftId: string, what: Act, said?: Said) => void
  readonly hurt: (shiftId: string, payload: { what: string; leaves: boolean }, id: string) => void
}

/** How a list calls an act. */
export const ACT_WORDS = {
  'checked-out': 'checkOut',
  ticked: 'opening',
  'break-began': 'breakBegin',
  'break-ended': 'breakEnd',
  'suit-on': 'suitOn',
  'suit-off': 'suitOff',
  'handed-over': 'handOver',
  'took-over': 'takeOver',
  stayed: 'stay',
  'took-back': 'tookBack',
} as const satisfies Record<Act, keyof typeof words>

export function useOnPost(personId: string): OnPost {
  const say = useWords(words)
  const account = useMe()?.account.id
  const duty = useKeptLoad<Duty>({ account, key: `duty.${personId}`, topics: 'duty inbox' }, askDuty)
  const { run, kept, ...deeds } = useDeeds(
    fact => fact.personId === personId,
    duty.at,
    async () => duty.put(await askDuty()),
  )
  const rows = duty.data?.rows.map(mine => withKept(mine, kept))
  const noted = (shiftId: string, kind: string) => ({ kind, personId, subjectId: shiftId })
  return {
    ...deeds,
    duty: duty.data && rows ? { ...duty, data: { ...duty.data, rows } } : duty,
    checkIn: (shiftId, code, id) =>
      run({ ...noted(shiftId, 'duty.checked-in'), payload: code ? { code } : {}, label: say('checkIn') }, id),
    act: (shiftId, what, said = {}) => {
      if (what === 'checked-out' && account) void forgetPost(account)
      run({
        ...noted(shiftId, `duty.${what}`),
        payload: payloadOf(what, said),
        label: said.item ?? say(ACT_WORDS[what]),
      })
    },
    hurt: (shiftId, payload, id) => run({ ...noted(shiftId, 'duty.hurt'), payload, label: say('hurt') }, id),
  }
}

/** Whoever leaves a post leaves its lists and what was begun there; one's own shifts stay. */
async function forgetPost(account: string): Promise<void> {
  dropDrafts(account, 'register.')
  await dropCopies(account, key => !/^(me$|answering$|duty\.|shifts\.)/.test(key)).catch(() => {})
}

const askDuty = (): Promise<Duty> => api(myDuty, {}).then(hearing(duty => duty.now))
