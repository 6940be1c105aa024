import { type AssignInput, SCALE } from './input.ts'
import type { Groups } from './merge.ts'
import type { Tree } from './tree.ts'
import type { Ways } from './ways.ts'

/** A place that has fewer people than it should. */
export interface Unmet {
  readonly place: string
  readonly missing: number
  /** Too few have the skills; or bringing one more costs more than `prices.missing`. */
  readonly because: 'too-few-eligible' | 'dearer-than-missing'
  /** People who may go there at all. */
  readonly eligible: number
  /** One more there would make everything else dearer by at least so much; null when nobody may go. */
  readonly next: number | null
  readonly zh: string
  readonly en: string
}

/** Why a person is not at a place, in prices: `dearer` is the least by which it would raise the total of all. */
export interface Why {
  readonly verdict: 'here' | 'not-eligible' | 'closed' | 'as-good' | 'dearer'
  /** Price of the way there; null where there is none. */
  readonly way: number | null
  /** What one more there costs others: above 0 where more want to go than it takes, below where people are missing. */
  readonly beyond: number | null
  readonly dearer: number | null
  readonly zh: string
  readonly en: string
}

interface Solved {
  readonly input: AssignInput
  readonly groups: Groups
  /** Index in the input of each place of the tree. */
  readonly open: readonly number[]
  readonly ways: Ways
  readonly tree: Tree
  readonly placeOf: Int32Array
}

/** Reads reasons out of the prices that the flow ended with. */
export class Reasons {
  private readonly solved: Solved

  constructor(solved: Solved) {
    this.solved = solved
  }

  why(person: number, place: number): Why {
    const { groups, open, ways, tree, placeOf } = this.solved
    const p = open.indexOf(place)
    if (p < 0) return { verdict: 'closed', way: null, beyond: null, dearer: null, ...WORDS.closed() }
    const group = groups.groupOf[person]!
    const length = ways.of(group, p)
    const beyond = tree.beyond[p]! / SCALE
    if (length === Infinity)
      return { verdict: 'not-eligible', way: null, beyond, dearer: null, ...WORDS['not-eligible']() }
    const dearer = (length + tree.beyond[p]! - tree.priceOf(group)) / SCALE
    const verdict = placeOf[person] === place ? 'here' : dearer > 0 ? 'dearer' : 'as-good'
    return { verdict, way: length / SCALE, beyond, dearer, ...WORDS[verdict](dearer) }
  }

  unmet(): readonly Unmet[] {
    const { input, placeOf } = this.solved
    const load = new Int32Array(input.places.length)
    for (const place of placeOf) if (place >= 0) load[place] = load[place]! + 1
    return input.places.flatMap(({ minimum = 0 }, index) =>
      load[index]! < minimum ? [this.unmetAt(index, minimum, load[index]!)] : [],
    )
  }

  private unmetAt(index: number, minimum: number, load: number): Unmet {
    const { input, groups, open, ways, tree } = this.solved
    const p = open.indexOf(index)
    let [eligible, next] = [0, Infinity]
    for (let g = 0; g < groups.size.length; g++) {
      const length = ways.of(g, p)
      if (length === Infinity) continue
      eligible += groups.size[g]!
      next = Math.min(next, length - tree.priceOf(g))
    }
    const { id, price = 0 } = input.places[index]!
    const cost = eligible > 0 ? next / SCALE + price : null
    const because = eligible < minimum ? 'too-few-eligible' : 'dearer-than-missing'
    const words = WORDS[because]({ eligible, cost: cost ?? 0, missing: input.prices.missing })
    return { place: id, missing: minimum - load, because, eligible, next: cost, ...words }
  }
}

/** A price as people read it. */
const said = (price: number): string => String(Math.round(price * 100) / 100)

const WORDS = {
  here: () => ({ zh: '就在这里。', en: 'Goes here.' }),
  closed: () => ({ zh: '此处不接收人员，可增加容量。', en: 'This place takes nobody; give it capacity.' }),
  'not-eligible': () => ({ zh: '缺少此处要求的技能。', en: 'Lacks a skill that this place needs.' }),
  'as-good': () => ({ zh: '去此处总代价可能相同。', en: 'Going there may cost the same in all.' }),
  dearer: (by: number) => ({
    zh: `若去此处，总代价至少增加 ${said(by)}。`,
    en: `Going there would cost at least ${said(by)} more in all.`,
  }),
  'too-few-eligible': ({ eligible }: { eligible: number }) => ({
    zh: `全部人员中只有 ${eligible} 人符合要求，请放宽技能要求或补充人员。`,
    en: `Only ${eligible} people of all may go there; ask for less or call up more.`,
  }),
  'dearer-than-missing': ({ cost, missing }: { cost: number; missing: number }) => ({
    zh: `再来一人至少代价 ${said(cost)}，不低于缺一人的代价 ${said(missing)}；如必须补足，请提高缺人代价。`,
    en: `One more would cost at least ${said(cost)}, and one missing costs ${said(missing)}; raise that price if it must be met.`,
  }),
} as const
