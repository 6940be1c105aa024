import { randomBytes } from 'node:crypto'
import * as access from '@muster/core/access/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import type { Role } from '@muster/core/platform/role.ts'
import { type Ask, asker, patient, speaker, type Where } from '../../play/ask.ts'
import { issueCall } from '../../play/calls.ts'
import { inParallel } from '../../play/parallel.ts'
import { passphraseOf } from '../../play/passphrase.ts'
import { openStage, type Stage, tokenIn } from '../../play/stage.ts'
import { type Dice, diceOf } from '../../world/dice.ts'
import { chinese, minutesAfter } from '../../world/moment.ts'
import { inventNames } from '../../world/names.ts'
import { readBase, streetOf } from '../../world/places.ts'
import { type Device, type Recorder, recorder } from './recorder.ts'

const XUZHOU = { id: 'crash', name: '徐州市', territory: '320300000000' } as const
const AREA = '320302000000'
export const BEGIN = chinese('2022-03-28 08:00')
/** Rehearsed seconds per real second: a hold of one minute runs out while its owner looks elsewhere. */
const SPEED = 30
const STREETS = 3

/** A call with fewer places than people who want them. */
const CALLS = [
  { title: '采样点', basis: 'VOLUNTARY', quota: 4 },
  { title: '物资转运', basis: 'VOLUNTARY', quota: 11 },
  { title: '卡口值守', basis: 'DUTY_ORDER', quota: 7 },
] as const

export interface Member {
  readonly personId: string
  readonly volunteerNo: string
  readonly device: Device
}

export interface Desk {
  readonly device: Device
  readonly street: string
  /** Communities of the street. */
  readonly communities: readonly string[]
}

/** A small city in which much is wanted at once: few places, few communities, many phones. */
export interface Town {
  readonly recorder: Recorder
  readonly dice: Dice
  readonly members: readonly Member[]
  readonly desks: readonly Desk[]
  readonly city: Device
  readonly auditor: Ask
  readonly administrator: Ask
  readonly calls: readonly { readonly id: string; readonly quota: number }[]
  readonly communities: readonly string[]
  /** Opens a session of a desk on any server. */
  readonly signIn: (login: string, at: Where) => Promise<Ask>
  /** A fresh id for something a client makes. */
  readonly nextId: (client: string) => string
}

export interface TownSettings {
  readonly at: Where
  readonly code: string
  readonly seed: number
  readonly people: number
  readonly say: (line: string) => void
}

/** Sets it up by the public API: nothing is killed before it stands. */
export async function foundTown({ at, code, seed, people: many, say }: TownSettings): Promise<Town> {
  const secret = randomBytes(24).toString('hex')
  const stage = await openStage({ at, code, secret, speed: 0, speedAfter: 0, say }, XUZHOU, BEGIN)
  const to = recorder()
  const base = await readBase(stage.administrator, [AREA])
  const streets = base.streets.slice(0, STREETS).map(({ code: street }) => street)
  const under = (street: string) => base.communities.filter(one => streetOf(one.code) === street).slice(0, 3)
  const communitiesOf = (street: string) => under(street).map(one => one.code)
  const [city, auditor, ...desks] = await inParallel(
    [
      { login: 'city-desk', role: 'city-desk' as const },
      { login: 'auditor', role: 'auditor' as const },
      ...streets.map(territory => ({ login: `street-${territory}`, role: 'street-desk' as const, territory })),
    ],
    2,
    plan => deskAt(stage, plan, to),
  )
  const dice = diceOf(seed)
  const members = await enlist(stage, patient(city!.ask), many, to)
  const calls = await inParallel(CALLS, 1, plan => issue(stage, patient(city!.ask), plan))
  await stage.administrator(access.setClock, { at: BEGIN, speed: SPEED })
  let made = 0
  return {
    recorder: to,
    dice,
    members,
    city: city!,
    auditor: patient(auditor!.ask),
    administrator: stage.administrator,
    desks: desks.map((device, nth) => ({ device, street: streets[nth]!, communities: communitiesOf(streets[nth]!) })),
    calls,
    communities: streets.flatMap(communitiesOf),
    signIn: async (login, where) => {
      const ask = asker(where)
      await ask(access.signIn, { login, passphrase: passphraseOf(secret, login) })
      return ask
    },
    // Of two ages, as from devices of which some have a wrong clock: the ledger keeps its facts by the time in their ids.
    nextId: client => stage.ids(made++ % 2 ? BEGIN : new Date().toISOString(), seed, client, made),
  }
}

interface DeskPlan {
  readonly login: string
  readonly role: Role
  readonly territory?: string
}

async function deskAt(stage: Stage, { login, ...grant }: DeskPlan, to: Recorder): Promise<Device> {
  const ask = speaker(stage.at)
  const id = stage.ids(BEGIN, 'account', login)
  const { link } = await stage.administrator(access.createAccount, { id, login, grant })
  const passphrase = passphraseOf(stage.secret, login)
  await patient(ask)(access.choosePassphrase, { token: tokenIn(link!), passphrase })
  return { name: login, ask, recorder: to }
}

async function enlist(stage: Stage, city: Ask, many: number, to: Recorder): Promise<Member[]> {
  const unitId = stage.ids(BEGIN, 'unit')
  await city(people.createUnit, { id: unitId, code: 'U01', name: '市级机关', kind: 'agency' })
  const names = inventNames(diceOf(1), many)
  await inParallel(names, 4, (name, nth) => {
    const volunteerNo = `V-${String(nth + 1).padStart(4, '0')}`
    return city(people.create, { id: stage.ids(BEGIN, 'person', nth), volunteerNo, name, unitId })
  })
  const { rows } = await city(access.inviteUnit, { unitId })
  return inParallel(rows, 4, async ({ personId, volunteerNo, link }) => {
    const ask = speaker(stage.at)
    await patient(ask)(access.openInvitation, { token: tokenIn(link) })
    return { personId, volunteerNo, device: { name: volunteerNo, ask, recorder: to } }
  })
}

async function issue(stage: Stage, city: Ask, { title, basis, quota }: (typeof CALLS)[number]) {
  const { id } = await issueCall(city, {
    id: stage.ids(BEGIN, 'call', title),
    kind: basis === 'DUTY_ORDER' ? 'order' : 'recruitment',
    basis,
    ...(basis === 'DUTY_ORDER' && { orderedBy: '市级机关工委' }),
    title,
    text: '请按时到岗。',
    issuers: ['市级机关工委'],
    audience: { unitIds: [], territories: [], skills: [] },
    quota,
    holdMinutes: 1,
    muster: { point: '市政府广场', at: minutesAfter(BEGIN, 60 * 24 * 30) },
  })
  return { id, quota }
}
