import { left, reportedIn } from '@muster/core/enrolment/kinds.ts'
import { type City, type PersonPlan, PHONE_UNITS, type Size } from '../../world/city.ts'
import { type Dice, diceOf } from '../../world/dice.ts'
import type { Ids } from '../../world/id.ts'
import { chinese, minutesAfter } from '../../world/moment.ts'
import { streetOf } from '../../world/places.ts'

/** What a device will say, before the server has given the person an id. */
export interface FactPlan {
  readonly id: string
  readonly kind: string
  readonly volunteerNo: string
  readonly territory?: string
  readonly supersedes?: string
  readonly occurredAt: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** A batch of an outbox: who sends it and what. `resent`: the answer got lost on the way, so it is sent again. */
export interface Batch {
  /** A street's code, or a volunteer number for a phone of somebody's own. */
  readonly sender: string
  readonly facts: readonly FactPlan[]
  readonly resent: boolean
}
export interface Day {
  /** What is sent when, in the order of the clock. */
  readonly scenes: readonly { readonly at: string; readonly batches: readonly Batch[] }[]
  /** Leave after 16:00: how, and which report. */
  readonly leavings: readonly (FactPlan & { readonly at: string; readonly community: string })[]
  readonly late: readonly FactPlan[]
}

export const FREEZE = chinese('2022-03-30 16:00')

const hours = (day: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, nth) => chinese(`${day} ${String(from + nth).padStart(2, '0')}:00`))

/** When desks and phones send: every hour of the day from the afternoon of 28 March; the last time a quarter before four. */
export const SENDING: readonly string[] = [
  ...hours('2022-03-28', 14, 20),
  ...hours('2022-03-29', 8, 20),
  ...hours('2022-03-30', 8, 15),
  chinese('2022-03-30 15:45'),
]
const LAST = SENDING.length - 1
/** A street desk sends what has gathered every third time; not all streets at once. */
const EVERY = 3

/** Plans who reports where and when: the same for the same city. */
export function planDay(city: City, size: Size, ids: Ids): Day {
  const dice = diceOf(28033003)
  const writer = new Writer(city, ids)
  const reporters = city.people.filter(({ role }) => role === 'reports')
  const free = dice.shuffle(withoutAnchors(reporters))
  const moved = new Set(free.filter(person => writer.hasNeighbour(person)).slice(0, size.edits))
  const others = free.filter(person => !moved.has(person))
  const [phones, counters] = [others.filter(writer.hasPhone), others.filter(person => !writer.hasPhone(person))]
  const byPhone = Math.floor(size.withdrawals / 3)
  const leaving = [...phones.slice(0, byPhone), ...counters.slice(0, size.withdrawals - byPhone)]
  const staying = others.filter(person => !leaving.includes(person))
  for (const person of reporters) {
    const turn = turnOf(dice)
    if (moved.has(person)) writer.moves(person, Math.min(turn, LAST - 2 * EVERY), dice)
    else writer.reports(person, turn, dice)
  }
  for (const person of staying.slice(0, size.twice)) writer.reportsToPartner(person, dice)
  return {
    scenes: SENDING.map((at, turn) => ({ at, batches: batchesOf(writer.sent.get(turn) ?? [], dice) })),
    leavings: leaving.map((person, nth) => writer.leaves(person, minutesAfter(FREEZE, 5 + nth * 7))),
    late: city.people.filter(({ role }) => role === 'late').map(person => writer.late(person, dice)),
  }
}

/** More people come early on each day than late. */
const turnOf = (dice: Dice): number => Math.min(dice.below(SENDING.length + 6), dice.below(SENDING.length), LAST)

/** All but the first of every community, and all but those without a known home: coverage does not hang on them. */
function withoutAnchors(people: readonly PersonPlan[]): PersonPlan[] {
  const anchored = new Set<string>()
  return people.filter(({ residence }) => {
    if (!residence) return false
    const second = anchored.has(residence.code)
    anchored.add(residence.code)
    return second
  })
}

interface Sent {
  readonly sender: string
  readonly fact: FactPlan
}

/** Writes facts into the outbox of whoever sends them, at the turn in which it does. */
class Writer {
  readonly sent = new Map<number, Sent[]>()
  readonly city: City
  readonly ids: Ids
  readonly phoneUnits: ReadonlySet<string>
  readonly neighbours: ReadonlyMap<string, readonly string[]>

  constructor(city: City, ids: Ids) {
    this.city = city
    this.ids = ids
    this.phoneUnits = new Set(PHONE_UNITS.map(nth => city.units[nth]!.name))
    this.neighbours = Map.groupBy(
      city.covered.map(({ code }) => code),
      streetOf,
    )
  }

  hasPhone = ({ unit }: PersonPlan): boolean => this.phoneUnits.has(unit)
  hasNeighbour = ({ residence }: PersonPlan): boolean => this.neighbours.get(streetOf(residence!.code))!.length > 1

  reports(person: PersonPlan, turn: number, dice: Dice): void {
    const as = person.residence ? 'residence' : 'partner'
    const community = person.residence?.code ?? this.partnerOf(person)
    this.put(person, turn, this.report(person, 'first', this.moment(turn, dice), community, as))
  }

  /** Written down for the community next door first; put right a day or a few hours later. */
  moves(person: PersonPlan, turn: number, dice: Dice): void {
    const home = person.residence!.code
    const wrong = dice.pick(this.neighbours.get(streetOf(home))!.filter(code => code !== home))
    const first = this.report(person, 'first', this.moment(turn, dice), wrong, 'residence')
    const later = Math.min(turn + EVERY + 1 + dice.below(2 * EVERY), LAST)
    const second = this.report(person, 'moved', this.moment(later, dice), home, 'residence')
    this.put(person, turn, first)
    this.put(person, later, { ...second, supersedes: first.id })
  }

  reportsToPartner(person: PersonPlan, dice: Dice): void {
    const turn = LAST - dice.below(12)
    const partner = this.partnerOf(person)
    this.put(person, turn, this.report(person, 'second', this.moment(turn, dice), partner, 'partner'))
  }

  leaves(person: PersonPlan, at: string): FactPlan & { at: string; community: string } {
    const { volunteerNo } = person
    const id = this.ids(at, volunteerNo, 'left')
    const supersedes = this.idOfFirst(person)
    const leaving = {
      id,
      kind: left.name,
      volunteerNo,
      supersedes,
      occurredAt: at,
      payload: { reason: '返回原单位值守' },
    }
    return { ...leaving, at, community: person.residence!.code }
  }

  late(person: PersonPlan, dice: Dice): FactPlan {
    const at = minutesAfter(FREEZE, -10 - dice.below(120))
    return this.report(person, 'first', at, dice.pick(this.city.covered).code, 'residence')
  }

  private idOfFirst({ volunteerNo }: PersonPlan): string {
    const sent = [...this.sent.values()].flat()
    return sent.find(({ fact }) => fact.volunteerNo === volunteerNo)!.fact.id
  }

  private report(
    person: PersonPlan,
    what: string,
    at: string,
    territory: string,
    as: 'residence' | 'partner',
  ): FactPlan {
    const { volunteerNo } = person
    const id = this.ids(at, volunteerNo, what)
    return { id, kind: reportedIn.name, volunteerNo, territory, occurredAt: at, payload: { as } }
  }

  private partnerOf({ unit, residence }: PersonPlan): string {
    const { partners } = this.city.units.find(({ name }) => name === unit)!
    return partners.find(code => code !== residence?.code)!
  }

  /** Some minutes before it is sent: people report at the counter, and the desk sends what has gathered. */
  private moment = (turn: number, dice: Dice): string => minutesAfter(SENDING[turn]!, -1 - dice.below(55))

  private put(person: PersonPlan, turn: number, fact: FactPlan): void {
    const own = this.hasPhone(person)
    const sender = own ? person.volunteerNo : streetOf(fact.territory!)
    const street = Number(sender.slice(6, 9))
    const due = own ? turn : Math.min(turn + ((street + 2 * turn) % EVERY), LAST)
    this.sent.set(due, [...(this.sent.get(due) ?? []), { sender, fact }])
  }
}

function batchesOf(sent: readonly Sent[], dice: Dice): Batch[] {
  const bySender = Map.groupBy(sent, ({ sender }) => sender)
  return [...bySender].map(([sender, list]) => ({
    sender,
    facts: list.map(({ fact }) => fact),
    resent: dice.once(10),
  }))
}
