import { setTimeout as pause } from 'node:timers/promises'
import * as access from '@muster/core/access/wire.ts'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import * as report from '@muster/core/report/wire.ts'
import type { Dice } from '../../world/dice.ts'
import { left, reported, sendSomeTimes, wrong } from './outbox.ts'
import { act, heardAs } from './recorder.ts'
import type { Desk, Town } from './town.ts'
import { saidBy } from './volunteer.ts'

/** Between two acts of a desk, and between two bulletins, in milliseconds. */
const CALM = 200
const BETWEEN_BULLETINS = 1200

/** The desk of a street: receives people at its counter, and sends its paper lists in batches. */
export async function streetDesk(town: Town, desk: Desk, dice: Dice, goOn: () => boolean): Promise<void> {
  const made: { id: string; personId: string }[] = []
  while (goOn()) {
    if (dice.once(2)) await receive(town, desk, dice)
    else await sendList(town, desk, dice, made)
    await pause(dice.below(CALM))
  }
}

async function receive(town: Town, { device, communities }: Desk, dice: Dice): Promise<void> {
  const { personId, volunteerNo } = dice.pick(town.members)
  const id = town.nextId(device.name)
  const said = [saidBy(personId, id, 'enrolment.reported-in')]
  const input = { code: dice.pick(communities), id, volunteerNo, as: 'residence' as const }
  await act(device, enrolment.receive, input, said, () => ({ heard: [heardAs('stands')] }))
}

async function sendList(
  town: Town,
  { device, communities }: Desk,
  dice: Dice,
  made: { id: string; personId: string }[],
): Promise<void> {
  const arrivals = dice
    .shuffle(town.members)
    .slice(0, 1 + dice.below(20))
    .map(({ personId }) => ({
      id: town.nextId(device.name),
      personId,
    }))
  // One in ten lives in another street: that is not this desk's to say.
  const place = () => dice.pick(dice.once(10) ? town.communities : communities)
  const ends = made.splice(0, dice.below(6))
  const facts = [
    ...arrivals.map(({ id, personId }) => reported(id, personId, place())),
    ...ends.map(({ id, personId }) => left(town.nextId(device.name), personId, id)),
    wrong(town, dice, dice.pick(town.members).personId, town.nextId(device.name), arrivals[0]!.id),
  ]
  made.push(...arrivals)
  await sendSomeTimes(device, dice, dice.once(2) ? dice.shuffle(facts) : facts)
}

/** The city's desk: freezes bulletins, and reads the figures of earlier ones again. */
export async function cityDesk(town: Town, dice: Dice, goOn: () => boolean): Promise<void> {
  const { city, recorder } = town
  const frozen: { id: string; asOf: string }[] = []
  for (let nth = 1; goOn(); nth++) {
    const me = await act(city, access.me, {}, [], () => ({ heard: [] }))
    if (me) {
      const bulletin = { id: town.nextId(city.name), asOf: me.now }
      const done = await act(city, report.freeze, { ...bulletin, title: `第${nth}期` }, [], () => ({ heard: [] }))
      if (done) recorder.figure({ bulletinId: done.id, asOf: done.asOf, people: peopleIn(done), heard: recorder.now() })
      if (done) frozen.push(bulletin)
    }
    if (frozen.length > 0) {
      const { id, asOf } = dice.pick(frozen)
      const again = await act(city, enrolment.figures, { asOf }, [], () => ({ heard: [] }))
      if (again)
        recorder.figure({ bulletinId: id, asOf: again.asOf, people: again.people.value, heard: recorder.now() })
    }
    await pause(dice.below(BETWEEN_BULLETINS))
  }
}

/** The exact number of people who reported. */
export const peopleIn = ({ figures }: report.Bulletin): number => figures.find(({ key }) => key === 'people')!.value
