import { setTimeout as pause } from 'node:timers/promises'
import * as access from '@muster/core/access/wire.ts'
import type { Role } from '@muster/core/platform/role.ts'
import { type Ids, idsOf } from '../world/id.ts'
import { wallOf } from '../world/moment.ts'
import { type Ask, asker, unlessDone, type Where } from './ask.ts'
import { type Findings, findings } from './findings.ts'
import { passphraseOf } from './passphrase.ts'

/** Where a replay plays, and what it is given. */
export interface StageSettings {
  /** Address of the server. */
  readonly at: Where
  /** Set-up code of its terminal; needed once. */
  readonly code: string
  /** From which the passphrases of the accounts come. */
  readonly secret: string
  /** Rehearsed seconds per real second; 0 goes from one moment to the next at once. */
  readonly speed: number
  /** The same after the last scene: a desk that stays open has a clock that goes on. */
  readonly speedAfter: number
  readonly say: (line: string) => void
}

/** What every act of a replay uses: the people at their screens, the clock, ids and findings. */
export interface Stage extends StageSettings {
  readonly ids: Ids
  readonly findings: Findings
  readonly administrator: Ask
  /** A phone or a browser of its own, nobody signed in. */
  readonly anyone: () => Ask
  /**
   * Moves the rehearsal's clock to an instant and plays a scene there. The clock is also the bookmark: it moves on
   * only after a scene is done, so a replay that was cut off skips the scenes before it and repeats the one it was in.
   */
  readonly scene: (instant: string, play: () => Promise<void>) => Promise<void>
  readonly close: () => Promise<void>
}

/** A city as the set-up asks for it. */
export interface CityOfStage {
  readonly id: string
  readonly name: string
  readonly territory: string
}

export const ADMINISTRATOR = 'admin'

/** Sets the rehearsal up, or finds it set up already, and puts its clock to the first instant. */
export async function openStage(settings: StageSettings, city: CityOfStage, first: string): Promise<Stage> {
  const anyone = () => asker(settings.at)
  const administrator = anyone()
  const passphrase = passphraseOf(settings.secret, ADMINISTRATOR)
  const { needed } = await administrator(access.setupState, {})
  if (needed) {
    settings.say(`设置 ${city.name} · setting up`)
    const set = { code: settings.code, tenant: { ...city, rehearsal: true } }
    await unlessDone(
      administrator(access.setUp, { ...set, administrator: { login: ADMINISTRATOR, passphrase } }),
      'access/set-up-already',
    )
  }
  await administrator(access.signIn, { login: ADMINISTRATOR, passphrase })
  await unlessDone(administrator(access.setClock, { at: first, speed: 0 }), 'access/clock-backwards')
  const stage = { ...settings, ids: idsOf(city.id), findings: findings(), administrator, anyone }
  return { ...stage, scene: (instant, play) => scene(stage, instant, play), close: () => close(stage) }
}

async function close({ administrator, speedAfter }: Pick<Stage, 'administrator' | 'speedAfter'>): Promise<void> {
  if (speedAfter === 0) return
  const { now } = await administrator(access.me, {})
  await unlessDone(administrator(access.setClock, { at: now, speed: speedAfter }), 'access/clock-backwards')
}

async function scene(stage: Omit<Stage, 'scene' | 'close'>, instant: string, play: () => Promise<void>): Promise<void> {
  const { administrator, speed, say } = stage
  const { now } = await administrator(access.me, {})
  if (now > instant) return
  if (speed > 0 && now < instant) await run(stage, now, instant)
  await administrator(access.setClock, { at: instant, speed: 0 })
  say(wallOf(instant))
  await play()
}

/** The last real milliseconds before an instant are jumped over: a clock that ran past it could not be put back. */
const JUMP = 1000

/** Lets the clock run towards an instant at the chosen speed, looking at it a few times a second. */
async function run(
  { administrator, speed }: Omit<Stage, 'scene' | 'close'>,
  now: string,
  instant: string,
): Promise<void> {
  const left = (at: string) => (new Date(instant).getTime() - new Date(at).getTime()) / speed
  if (left(now) < JUMP) return
  await administrator(access.setClock, { at: now, speed })
  for (let at = now; left(at) > JUMP; at = (await administrator(access.me, {})).now) await pause(250)
}

/** An account of the replay: who it is for, and over which part of the city. */
export interface AccountPlan {
  readonly login: string
  readonly role: Role
  readonly territory?: string
  readonly unitId?: string
  readonly teamId?: string
}

/**
 * The desks of a replay. Accounts are made with a one-time link, as an administrator would; whoever is needed opens
 * the link, chooses the passphrase and is signed in, which costs one slow hash for each who acts, not for each who is.
 */
export function desksOf(stage: Stage, plans: readonly AccountPlan[]) {
  const links = new Map<string, string>()
  const seated = new Map<string, Promise<Ask>>()
  const idOf = (login: string) => stage.ids('2022-01-01T00:00:00.000Z', 'account', login)
  const add = async ({ login, ...grant }: AccountPlan) => {
    const account = { id: idOf(login), login, grant }
    const added = await unlessDone(stage.administrator(access.createAccount, account), 'access/login-taken')
    if (added?.link) links.set(login, added.link)
  }
  const seat = async (login: string): Promise<Ask> => {
    const desk = stage.anyone()
    const passphrase = passphraseOf(stage.secret, login)
    const open = (link: string) => desk(access.choosePassphrase, { token: tokenIn(link), passphrase })
    const link = links.get(login)
    const opened = link ? await unlessDone(open(link), 'access/link-spent') : null
    if (!opened) await open((await stage.administrator(access.resetPassphrase, { accountId: idOf(login) })).link)
    return desk
  }
  return {
    plans,
    add,
    /** Somebody at a desk, signed in when first asked for. */
    desk(login: string): Promise<Ask> {
      const sitting = seated.get(login) ?? seat(login)
      seated.set(login, sitting)
      return sitting
    },
  }
}
export type Desks = ReturnType<typeof desksOf>

/** The secret of a link: behind `#`, else the last part of the path. */
export const tokenIn = (link: string): string => link.slice(Math.max(link.lastIndexOf('#'), link.lastIndexOf('/')) + 1)

/** Opens a join link on a phone of its own. @param again gives a new link when the answer to the first one was lost */
export async function joinPhone(stage: Stage, link: string, again: () => Promise<string>): Promise<Ask> {
  const phone = stage.anyone()
  const joined = await unlessDone(phone(access.openInvitation, { token: tokenIn(link) }), 'access/link-spent')
  if (!joined) await phone(access.openInvitation, { token: tokenIn(await again()) })
  return phone
}
