import { setTimeout as pause } from 'node:timers/promises'
import * as seats from '@muster/core/callout/seats.wire.ts'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import type { Dice } from '../../world/dice.ts'
import type { Said, SeatHeard } from '../history.ts'
import { volunteersOutbox } from './outbox.ts'
import { act, type Device, heardAs, type Understood } from './recorder.ts'
import type { Member, Town } from './town.ts'

/** Longest pause between two acts, in milliseconds. */
const RESTLESS = 60

/** What somebody with a phone knows of themselves. */
export interface Volunteer {
  readonly town: Town
  readonly dice: Dice
  readonly device: Device
  readonly personId: string
  /** Whether they stand in a call; missing when they cannot be sure. */
  readonly standing: Map<string, boolean>
  /** Reports of theirs that they believe to stand. */
  readonly reports: Set<string>
  readonly nextId: () => string
}

/** Does one thing after the other until told to stop; every act is a method of the phone's screens. */
export async function volunteer(town: Town, member: Member, dice: Dice, goOn: () => boolean): Promise<void> {
  const { device, personId } = member
  const standing = new Map(town.calls.map(({ id }) => [id, false]))
  const nextId = () => town.nextId(device.name)
  const self: Volunteer = { town, dice, device, personId, standing, reports: new Set(), nextId }
  const deeds = [tap, tap, tap, withdraw, withdraw, answer, answer, reportIn, moveOrLeave, volunteersOutbox]
  while (goOn()) {
    await dice.pick(deeds)(self)
    await pause(dice.below(RESTLESS))
  }
}

export const saidBy = (personId: string, id: string, kind: string, over: Partial<Said> = {}): Said => ({
  id,
  kind,
  personId,
  subjectId: null,
  supersedes: null,
  ...over,
})

/** One tap; now and then two at once, by the same tap sent twice or by an impatient thumb. */
async function tap(self: Volunteer): Promise<void> {
  const { dice, town } = self
  const callId = dice.pick(town.calls).id
  const [first, second] = [self.nextId(), self.nextId()]
  const fit = !dice.once(10)
  const sure = self.standing.get(callId) === false
  self.standing.delete(callId)
  const how = dice.below(8)
  if (how === 0) await Promise.all([signUp(self, callId, first, fit, sure), signUp(self, callId, first, fit, sure)])
  else if (how === 1)
    await Promise.all([signUp(self, callId, first, fit, false), signUp(self, callId, second, fit, false)])
  else await signUp(self, callId, first, fit, sure)
}

/** @param sure nobody stands in the call by this person, so what is acknowledged is this very sign-up */
async function signUp(self: Volunteer, callId: string, id: string, fit: boolean, sure: boolean): Promise<void> {
  const said = [saidBy(self.personId, id, 'callout.signed-up', { subjectId: callId })]
  const given = await act(self.device, seats.signUp, { callId, id, fit }, said, seen(self, callId, sure))
  if (given) learn(self, callId, given)
}

async function withdraw(self: Volunteer): Promise<void> {
  const callId = self.dice.pick(self.town.calls).id
  const id = self.nextId()
  const sure = self.standing.get(callId) === true
  self.standing.delete(callId)
  const said = [saidBy(self.personId, id, 'callout.withdrew', { subjectId: callId })]
  const given = await act(self.device, seats.withdrawAnswer, { callId, id }, said, seen(self, callId, sure))
  if (given) learn(self, callId, given)
}

/** Looks where one stands, and answers a hold if there is one. */
async function answer(self: Volunteer): Promise<void> {
  const callId = self.dice.pick(self.town.calls).id
  const look = seen(self, callId, true)
  const given = await act(self.device, seats.myAnswer, { callId }, [], said => ({ ...look(said), heard: [] }))
  if (!given) return
  learn(self, callId, given)
  if (given.state !== 'held' || self.dice.once(4)) return
  const [id, accept] = [self.nextId(), !self.dice.once(3)]
  const kind = accept ? 'callout.confirmed' : 'callout.declined'
  const said = [saidBy(self.personId, id, kind, { subjectId: callId })]
  self.standing.delete(callId)
  const after = await act(self.device, seats.answerHold, { callId, id, accept }, said, seen(self, callId, true))
  if (after) learn(self, callId, after)
}

/** How a door's answer about a seat is understood. */
function seen({ personId }: Volunteer, callId: string, sure: boolean) {
  return ({ state, place, rank }: seats.Answer): Understood => {
    const seat: SeatHeard = { callId, personId, state, place, rank }
    return { heard: [heardAs(sure ? 'stands' : 'answered')], seat }
  }
}

function learn({ standing }: Volunteer, callId: string, { state }: seats.Answer): void {
  standing.set(callId, ['confirmed', 'held', 'reserve', 'signed-up'].includes(state))
}

const STANDS: Understood = { heard: [heardAs('stands')] }

async function reportIn(self: Volunteer): Promise<void> {
  const { town, dice, device, personId, reports } = self
  const [id, community] = [self.nextId(), dice.pick(town.communities)]
  const said = [saidBy(personId, id, 'enrolment.reported-in')]
  const report = await act(device, enrolment.reportIn, { id, community, as: 'residence' }, said, () => STANDS)
  if (report) reports.add(id)
}

async function moveOrLeave(self: Volunteer): Promise<void> {
  const { town, dice, device, personId, reports } = self
  if (reports.size === 0) return
  const reportId = dice.pick([...reports])
  const id = self.nextId()
  if (dice.once(2)) {
    const said = [saidBy(personId, id, 'enrolment.left', { supersedes: reportId })]
    if (await act(device, enrolment.leaveOwn, { reportId, id }, said, () => STANDS)) reports.delete(reportId)
    return
  }
  const community = dice.pick(town.communities)
  const said = [saidBy(personId, id, 'enrolment.reported-in', { supersedes: reportId })]
  const moved = await act(device, enrolment.moveOwn, { reportId, id, community, as: 'residence' }, said, () => STANDS)
  if (moved) reports.delete(reportId)
  if (moved) reports.add(id)
}
