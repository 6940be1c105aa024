import { type ACTS, actOwn, checkIn, type MyShift, myDuty } from '@muster/core/duty/turns.wire.ts'
import type { InputOf, OutputOf } from '@muster/core/platform/endpoint.ts'
import { api } from '../platform/api.ts'
import { once } from '../platform/attempt.ts'
import { hear } from '../platform/clock.ts'
import { type Loaded, useAct, useLoad } from '../platform/load.ts'
import type { Trouble } from '../platform/trouble.ts'

export type Duty = OutputOf<typeof myDuty>
type Act = (typeof ACTS)[number]
export type Said = Omit<InputOf<typeof actOwn>, 'id' | 'shiftId' | 'what' | 'occurredAt'>

/** My shifts of these days, and what I do on them; each act has one id until the server has answered it. */
export interface OnPost {
  readonly duty: Loaded<Duty>
  readonly busy: boolean
  readonly trouble: Trouble | undefined
  readonly checkIn: (shiftId: string, code?: string) => void
  readonly act: (shiftId: string, what: Act, said?: Said) => void
}

export function useOnPost(personId: string): OnPost {
  const duty = useLoad<Duty>(`duty.${personId}`, 'duty inbox', askDuty)
  const { busy, trouble, act } = useAct()
  // The answer is shown in the moment in which buttons can be tapped again: nothing moves under the thumb afterwards.
  const show = (mine: MyShift) => {
    const known = duty.data
    if (!known?.rows.some(({ shift }) => shift.id === mine.shift.id)) return duty.reload()
    duty.put({ ...known, rows: known.rows.map(row => (row.shift.id === mine.shift.id ? mine : row)) })
  }
  const run = (name: string, send: (id: string) => Promise<MyShift>) =>
    act(async () => {
      try {
        show(await once.run(`${name}.${personId}`, send))
      } catch (error) {
        // What stands may have changed under the refusal.
        duty.reload()
        throw error
      }
    })
  return {
    duty,
    busy,
    trouble,
    checkIn: (shiftId, code) =>
      run(`check-in.${shiftId}.${code ?? ''}`, id => api(checkIn, { id, shiftId, ...(code && { code }) })),
    act: (shiftId, what, said = {}) =>
      run(`${what}.${shiftId}.${said.item ?? ''}`, id => api(actOwn, { id, shiftId, what, ...said })),
  }
}

async function askDuty(): Promise<Duty> {
  const duty = await api(myDuty, {})
  hear(duty.now)
  return duty
}
