import { type Dice, diceOf } from '../../world/dice.ts'
import { idsOf } from '../../world/id.ts'
import type { Attempt, BulletinRead, CallRead, Figure, Heard, History, LedgerFact, Reading, Said } from '../history.ts'
import { peopleAsOf } from './reports.ts'

/** An invented history with the reading it ends in. */
export interface Invented {
  readonly history: History
  readonly reading: Reading
}

const BEGIN = '2022-03-28T00:00:00.000Z'
const QUOTA = 3
const CALL = 'call-1'
const at = (tick: number) => new Date(Date.parse(BEGIN) + Math.round(tick)).toISOString()

/** An honest ledger in a few lines: it numbers what it takes, gives places by arrival, and answers what it did. */
class Honest {
  readonly facts: LedgerFact[] = []
  readonly attempts: Attempt[] = []
  readonly figures: Figure[] = []
  readonly bulletins: BulletinRead[] = []
  readonly seats = new Map<string, { state: string; place: number | null; rank: number | null }>()
  readonly reports = new Map<string, { id: string; personId: string; territory: string }>()
  tick = 0
  #ids = idsOf('invented')
  readonly #dice: Dice

  constructor(dice: Dice) {
    this.#dice = dice
  }

  nextId(): string {
    return this.#ids(BEGIN, this.tick++, this.facts.length)
  }

  /** Sends a fact, now and then twice or with a first attempt that gets no answer. */
  send(said: Said, decide: () => boolean, act = 'ledger.send'): void {
    if (this.#dice.once(4)) {
      const [invoked, taken] = [this.tick++, this.#dice.once(2)]
      if (taken) this.#take(said, decide)
      this.#note({ said: [said], act, invoked, answered: null, heard: [], trouble: 'door/database-away' })
    }
    for (let times = 1 + this.#dice.below(2); times > 0; times--) {
      const invoked = this.tick++
      const heard = this.#take(said, decide)
      this.tick++
      this.#note({ said: [said], act, invoked, answered: this.tick++, heard: [heard], trouble: null })
    }
  }

  add(fact: Pick<LedgerFact, 'kind'> & Partial<LedgerFact>): LedgerFact {
    const seq = this.facts.length + 1
    const none = { personId: null, subjectId: null, territory: null, supersedes: null, payload: {} }
    const full = { ...none, id: this.nextId(), recordedAt: at(this.tick), ...fact, seq }
    this.facts.push(full)
    return full
  }

  freeze(): void {
    const [id, asOf] = [this.nextId(), at(this.tick)]
    this.tick += 2
    const people = peopleAsOf(this.facts, asOf)
    const number = `2022-${this.bulletins.length + 1}`
    this.bulletins.push({ id, number, asOf, people, digestHolds: true, recountHolds: true })
    this.figures.push({ bulletinId: id, asOf, people, heard: this.tick++ })
  }

  #take(said: Said, decide: () => boolean): Heard {
    const known = this.facts.find(({ id }) => id === said.id)
    if (known) return { verdict: 'known', seq: known.seq, recordedAt: known.recordedAt, slug: null }
    if (!decide()) return { verdict: 'refused', seq: null, recordedAt: null, slug: 'enrolment/already' }
    const fact = this.facts.find(({ id }) => id === said.id)!
    return { verdict: 'accepted', seq: fact.seq, recordedAt: fact.recordedAt, slug: null }
  }

  #note(attempt: Omit<Attempt, 'client' | 'seat'>): void {
    this.attempts.push({ client: attempt.said[0]!.personId ?? '', seat: null, ...attempt })
  }
}

/** Some people sign up, withdraw, report and leave; nothing goes wrong but answers that are lost. */
export function invent(seed: number, steps = 40): Invented {
  const dice = diceOf(seed)
  const world = new Honest(dice)
  for (let step = 0; step < steps; step++) {
    const personId = `person-${dice.below(8)}`
    if (dice.once(12)) world.freeze()
    else if (dice.once(2)) report(world, dice, personId)
    else if (dice.once(3)) withdraw(world, personId)
    else signUp(world, personId)
  }
  world.freeze()
  return { history: { attempts: world.attempts, figures: world.figures }, reading: readingOf(world) }
}

function readingOf({ facts, seats, reports, bulletins }: Honest): Reading {
  const many = (state: string) => [...seats.values()].filter(seat => seat.state === state).length
  const counts = { confirmed: many('confirmed'), held: many('held'), reserve: many('reserve') }
  const read = [...seats].map(([personId, seat]) => ({ personId, ...seat }))
  const call: CallRead = { id: CALL, quota: QUOTA, seats: read, counts }
  const quiet = { auditWhole: true, disagreements: [], rebuilt: [] }
  return { facts, calls: [call], reports: [...reports.values()], bulletins, ...quiet }
}

function signUp(world: Honest, personId: string): void {
  const id = world.nextId()
  const about = { personId, subjectId: CALL }
  world.send({ id, kind: 'callout.signed-up', ...about, supersedes: null }, () => {
    if (['confirmed', 'reserve'].includes(world.seats.get(personId)?.state ?? '')) return false
    world.add({ id, kind: 'callout.signed-up', ...about, payload: { fit: true } })
    const taken = [...world.seats.values()].map(({ place }) => place)
    const place = [1, 2, 3].find(one => !taken.includes(one))
    const rank = 1 + Math.max(0, ...[...world.seats.values()].map(seat => seat.rank ?? 0))
    world.seats.set(
      personId,
      place ? { state: 'confirmed', place, rank: null } : { state: 'reserve', place: null, rank },
    )
    world.add({
      kind: place ? 'callout.confirmed' : 'callout.reserved',
      ...about,
      payload: place ? { place } : { rank },
    })
    return true
  })
}

function withdraw(world: Honest, personId: string): void {
  const id = world.nextId()
  const about = { personId, subjectId: CALL }
  world.send({ id, kind: 'callout.withdrew', ...about, supersedes: null }, () => {
    const seat = world.seats.get(personId)
    if (!seat || seat.state === 'withdrawn') return false
    world.add({ id, kind: 'callout.withdrew', ...about })
    world.seats.set(personId, { state: 'withdrawn', place: null, rank: null })
    const [next] = [...world.seats].filter(([, { rank }]) => rank !== null).sort((a, b) => a[1].rank! - b[1].rank!)
    if (seat.place === null || !next) return true
    world.add({ kind: 'callout.confirmed', personId: next[0], subjectId: CALL, payload: { place: seat.place } })
    world.seats.set(next[0], { state: 'confirmed', place: seat.place, rank: null })
    return true
  })
}

function report(world: Honest, dice: Dice, personId: string): void {
  const id = world.nextId()
  const [old] = dice.once(2) ? [...world.reports.values()].filter(one => one.personId === personId) : []
  const kind = old && dice.once(2) ? 'enrolment.left' : 'enrolment.reported-in'
  const territory = `community-${dice.below(5)}`
  const supersedes = old?.id ?? null
  world.send({ id, kind, personId, subjectId: null, supersedes }, () => {
    const others = [...world.reports.values()].filter(one => one.id !== supersedes && one.personId === personId)
    if (supersedes && !world.reports.has(supersedes)) return false
    if (kind === 'enrolment.reported-in' && others.some(one => one.territory === territory)) return false
    world.add({ id, kind, personId, supersedes, territory })
    if (supersedes) world.reports.delete(supersedes)
    if (kind === 'enrolment.reported-in') world.reports.set(id, { id, personId, territory })
    return true
  })
}
