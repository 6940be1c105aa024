import type { Fault } from '../fault.ts'
import type { AssignInput } from './input.ts'
import { skillBits } from './merge.ts'

/** An input that cannot be understood. Nothing of it is in the message: ids may be names of people. */
export class FaultyInput extends Error {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(`${faults.length} faults; the first at ${faults[0]!.path}: ${faults[0]!.en}`)
    this.name = 'FaultyInput'
    this.faults = faults
  }
}

const WORDS = {
  list: ['应为列表，请补上', 'must be a list; add it'],
  object: ['应为对象，请补上', 'must be an object; add it'],
  id: ['应为非空文字，请填写编号', 'must be a text that is not empty; give an id'],
  twice: ['编号重复，请改为唯一编号', 'is there twice; give each its own id'],
  point: [
    '应为 {lon, lat}（度）或 {x, y}（公里），请改正',
    'must be {lon, lat} in degrees or {x, y} in km; correct it',
  ],
  mixed: ['坐标形式与其他点不同，请统一', 'has another form than the other points; use one form for all'],
  count: ['应为 0 至 1000000 的整数，请改正', 'must be a whole number from 0 to 1,000,000; correct it'],
  price: ['应为 0 至 1000000 的数，请改正', 'must be a number from 0 to 1,000,000; correct it'],
  extra: ['应为 −1000000 至 1000000 的数，请改正', 'must be a number from −1,000,000 to 1,000,000; correct it'],
  minimum: ['下限超过容量，请降低下限或增加容量', 'is more than the capacity; lower it or raise the capacity'],
  skills: ['应为文字列表，请改正', 'must be a list of texts; correct it'],
  place: ['没有这个地点，请核对编号', 'names no place; check the id'],
  many: ['地点要求的技能超过 31 种，请合并', 'all places together ask for more than 31 skills; merge some'],
} as const

/** Reports so many faults and no more: the rest is most likely the same fault again. */
const ENOUGH = 50
const MOST = 1_000_000

/** All faults of an input, in its order; none when it can be used. Takes anything. */
export function faultsOf(input: unknown): readonly Fault[] {
  const check = new Check()
  if (!check.that(isObject(input), '', 'object')) return check.faults
  const { people, places, together = [], prices } = input as Loose
  const ids = new Set<unknown>()
  if (check.that(Array.isArray(places), 'places', 'list')) check.each(places as unknown[], 'places', ids, placeFaults)
  if (check.that(Array.isArray(people), 'people', 'list'))
    check.each(people as unknown[], 'people', new Set(), personFaults)
  if (check.that(Array.isArray(together), 'together', 'list')) togetherFaults(check, together as unknown[], ids)
  if (check.that(isObject(prices), 'prices', 'object')) priceFaults(check, prices as Loose)
  if (check.faults.length === 0) check.that(skillBits(input as AssignInput).size <= 31, 'places', 'many')
  return check.faults
}

type Loose = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isNumber = (value: unknown, low: number, high: number): boolean =>
  typeof value === 'number' && value >= low && value <= high
const isCount = (value: unknown): boolean => Number.isInteger(value) && isNumber(value, 0, MOST)
const areTexts = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.every(isText))

class Check {
  readonly faults: Fault[] = []
  private form: 'globe' | 'plane' | undefined

  that(holds: boolean, path: string, word: keyof typeof WORDS): boolean {
    if (holds || this.faults.length >= ENOUGH) return holds
    const [zh, en] = WORDS[word]
    this.faults.push({ path, code: word, zh, en })
    return false
  }

  each(
    list: readonly unknown[],
    path: string,
    ids: Set<unknown>,
    faults: (check: Check, one: Loose, at: () => string) => void,
  ) {
    list.forEach((one, index) => {
      const at = () => `${path}[${index}]`
      if (!isObject(one)) {
        this.that(false, at(), 'object')
        return
      }
      if (!isText(one.id)) this.that(false, `${at()}.id`, 'id')
      else if (ids.has(one.id)) this.that(false, `${at()}.id`, 'twice')
      ids.add(one.id)
      faults(this, one, at)
    })
  }

  point(value: unknown, at: () => string): void {
    const { x, y, lon, lat } = isObject(value) ? value : ({} as Loose)
    const plane = isNumber(x, -MOST, MOST) && isNumber(y, -MOST, MOST)
    const globe = isNumber(lon, -180, 180) && isNumber(lat, -90, 90)
    const form = plane ? 'plane' : 'globe'
    if (plane === globe) this.that(false, `${at()}.at`, 'point')
    else this.that(form === (this.form ?? form), `${at()}.at`, 'mixed')
    this.form ??= form
  }
}

function personFaults(check: Check, person: Loose, at: () => string): void {
  if (person.at !== undefined) check.point(person.at, at)
  if (!areTexts(person.skills)) check.that(false, `${at()}.skills`, 'skills')
  if (person.unit !== undefined && !isText(person.unit)) check.that(false, `${at()}.unit`, 'id')
}

function placeFaults(check: Check, place: Loose, at: () => string): void {
  check.point(place.at, at)
  const { capacity, minimum = 0, price = 0 } = place
  if (!isCount(capacity)) check.that(false, `${at()}.capacity`, 'count')
  if (!isCount(minimum)) check.that(false, `${at()}.minimum`, 'count')
  else if (isCount(capacity)) check.that((minimum as number) <= (capacity as number), `${at()}.minimum`, 'minimum')
  check.that(isNumber(price, -MOST, MOST), `${at()}.price`, 'extra')
  check.that(areTexts(place.needs), `${at()}.needs`, 'skills')
}

function togetherFaults(check: Check, together: readonly unknown[], places: ReadonlySet<unknown>): void {
  const units = new Set<unknown>()
  together.forEach((entry, index) => {
    const one = entry as Loose
    const at = `together[${index}]`
    if (!check.that(isObject(entry), at, 'object')) return
    check.that(isText(one.unit), `${at}.unit`, 'id')
    check.that(!units.has(one.unit), `${at}.unit`, 'twice')
    units.add(one.unit)
    if (!check.that(Array.isArray(one.places), `${at}.places`, 'list')) return
    for (const [i, id] of (one.places as unknown[]).entries()) check.that(places.has(id), `${at}.places[${i}]`, 'place')
  })
}

function priceFaults(check: Check, prices: Loose): void {
  for (const name of ['km', 'missing', 'unassigned'])
    check.that(isNumber(prices[name], 0, MOST), `prices.${name}`, 'price')
  for (const name of ['apart', 'unknownKm'])
    check.that(prices[name] === undefined || isNumber(prices[name], 0, MOST), `prices.${name}`, 'price')
}
