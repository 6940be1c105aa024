import { type ACTS, actOwn, checkIn, type MyShift, myDuty } from '@muster/core/duty/turns.wire.ts'
import type { InputOf, OutputOf } from '@muster/core/platform/endpoint.ts'
import { api } from '../platform/api.ts'
import { hearing } from '../platform/clock.ts'
import { type Loaded, useLoad } from '../platform/load.ts'
import { type Deeds, useDeeds } from './deeds.ts'

export type Duty = OutputOf<typeof myDuty>
export type Act = (typeof ACTS)[number]
export type Said = Omit<InputOf<typeof actOwn>, 'id' | 'shiftId' | 'what' | 'occurredAt'>

/** My shifts of these days, and what I do on them. */
export interface OnPost extends Omit<Deeds<MyShift>, 'run'> {
  readonly duty: Loaded<Duty>
  readonly checkIn: (shiftId: string, code?: string) => void
  readonly act: (shiftId: string, what: Act, said?: Said) => void
}

export function useOnPost(personId: string): OnPost {
  const duty = useLoad<Duty>(`duty.${personId}`, 'duty inbox', askDuty)
  const show = (mine: MyShift) => {
    const known = duty.data
    if (!known?.rows.some(({ shift }) => shift.id === mine.shift.id)) return duty.reload()
    duty.put({ ...known, rows: known.rows.map(row => (row.shift.id === mine.shift.id ? mine : row)) })
  }
  const { run, ...deeds } = useDeeds(personId, show, duty.reload)
  return {
    ...deeds,
    duty,
    checkIn: (shiftId, code) =>
      run(`check-in.${shiftId}.${code ?? ''}`, when => api(checkIn, { ...when, shiftId, ...(code && { code }) })),
    act: (shiftId, what, said = {}) =>
      run(`${what}.${shiftId}.${said.item ?? ''}`, when => api(actOwn, { ...when, shiftId, what, ...said })),
  }
}

const askDuty = (): Promise<Duty> => api(myDuty, {}).then(hearing(duty => duty.now))
