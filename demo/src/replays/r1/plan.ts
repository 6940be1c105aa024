import type { Staff } from '../../world/agency.ts'
import { diceOf } from '../../world/dice.ts'
import { chinese } from '../../world/moment.ts'

export const PUBLISHED = chinese('2022-11-04 12:43')
export const DEADLINE = chinese('2022-11-04 13:43')
export const SELECTED = chinese('2022-11-04 14:00')
export const MUSTER = chinese('2022-11-04 16:20')
export const DEPARTURE = chinese('2022-11-04 16:34')
export const QUOTA = 30
export const WANTED = ['medical', 'data-entry'] as const

/** One tap on a phone. `nth` tells the taps of one person apart; a tap sent again has the same. */
export interface Tap {
  readonly person: Staff
  readonly nth: number
  readonly fit: boolean
}

/** 107 answers: 80 taps and 27 lines of a chain; 4 of them say again what was said, so 103 people. */
export interface Answers {
  readonly taps: readonly { readonly at: string; readonly taps: readonly Tap[] }[]
  /** Who stands in the chain, in order; the desk tells the namesakes apart by their part. */
  readonly chain: readonly Staff[]
  readonly withdraw: readonly Staff[]
  /** Have served this week already. */
  readonly tired: readonly Staff[]
  readonly tappers: readonly Staff[]
}

const TAPPERS = 78
const CHAINED = 25
const UNFIT = 6
/** When so many have tapped: most at once, as the chat says. */
const WAVES = [
  { wall: '12:44', upTo: 34 },
  { wall: '12:51', upTo: 52 },
  { wall: '13:05', upTo: 66 },
  { wall: '13:30', upTo: 78 },
] as const

export function planAnswers(staff: readonly Staff[]): Answers {
  const dice = diceOf(1243)
  const [namesake, , ...others] = staff
  const mixed = dice.shuffle(others)
  const tappers = mixed.slice(0, TAPPERS)
  const chained = dice.shuffle([namesake!, ...mixed.slice(TAPPERS, TAPPERS + CHAINED - 1)])
  const unfit = new Set(dice.shuffle(tappers).slice(0, UNFIT))
  const taps = tappers.map(person => ({ person, nth: 1, fit: !unfit.has(person) }))
  const calm = tappers.filter(person => !unfit.has(person))
  return {
    taps: WAVES.map(({ wall, upTo }, wave) => ({
      at: chinese(`2022-11-04 ${wall}`),
      // The first taps again because the answer got lost, the second because nothing seemed to happen.
      taps: [
        ...taps.slice(WAVES[wave - 1]?.upTo ?? 0, upTo),
        ...(wave === 1 ? [taps[0]!, { ...taps[1]!, nth: 2 }] : []),
      ],
    })),
    chain: [...chained, chained[3]!, tappers[5]!],
    withdraw: [calm[10]!, calm[40]!],
    tired: [...calm.slice(20, 26), ...chained.slice(10, 14)],
    tappers,
  }
}

/** Everybody who answers, each once. */
export const peopleOf = ({ tappers, chain }: Answers): readonly Staff[] => [...new Set([...tappers, ...chain])]

/** The list as it stands in the chat: a heading, an example, numbered names with a remark here and there. */
export function chainText({ chain }: Answers, namesakes: string): string {
  const lines = chain.map(({ name, part }, nth) => {
    const remark = name === namesakes || nth % 4 === 0 ? ` ${part ?? ''}` : ''
    return `${nth + 1}. ${name}${remark}`
  })
  return ['#接龙', '抽调30名志愿者，请本人接龙报名', '例：张三 综合处', ...lines].join('\n')
}
