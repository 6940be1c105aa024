import * as access from '@muster/core/access/wire.ts'
import * as callout from '@muster/core/callout/wire.ts'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import * as incident from '@muster/core/incident/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import * as report from '@muster/core/report/wire.ts'
import { type Ask, asker } from '../play/ask.ts'
import { tokenIn } from '../play/stage.ts'
import { CITY_DESK } from '../replays/r2/cast.ts'
import type { DutyDay } from './duty-day.ts'
import type { PictureStage } from './stage.ts'
import { SECRETARY } from './views.ts'

/** Where the pages of a demonstration are. */
export interface Found {
  readonly callId: string
  readonly callLink: string
  readonly incidentId: string
  readonly bulletinId: string
  readonly unitId: string
  readonly personId: string
  /** Of a person who has not joined yet. */
  readonly joinLink: string
  /** A new join link of the person whose phone is shown: each works once. */
  readonly phoneLink: () => Promise<string>
  readonly badgeLink: string
  /** Null until the duty day has been played. */
  readonly duty: DutyDay | null
}

const pathOf = (link: string) => new URL(link, 'http://x').pathname

/** Asks a demonstration for what its pages are about. */
export async function find(at: string, accounts: PictureStage['accounts']): Promise<Found> {
  const sit = async (login: string): Promise<Ask> => {
    const ask = asker(at)
    await ask(access.signIn, { login, passphrase: accounts.find(one => one.login === login)!.passphrase })
    return ask
  }
  const [city, secretary] = await Promise.all([sit(CITY_DESK), sit(SECRETARY)])
  const [calls, incidents, bulletins, mine] = await Promise.all([
    city(callout.list, {}),
    city(incident.list, {}),
    city(report.list, {}),
    secretary(people.list, { limit: 20 }),
  ])
  const call = calls.rows.find(({ kind }) => kind === 'recruitment')!
  const [one, other, third] = [mine.rows[0]!, mine.rows[1]!, mine.rows[2]!]
  const link = async (personId: string) => pathOf((await secretary(access.invite, { personId })).link)
  return {
    callId: call.id,
    callLink: `/m/c/${call.link ?? ''}`,
    incidentId: incidents.rows[0]!.id,
    bulletinId: bulletins.rows[0]!.id,
    unitId: one.unit.id,
    personId: one.id,
    phoneLink: () => link(one.id),
    joinLink: await link(other.id),
    badgeLink: await badgeOf(asker(at), await link(third.id)),
    duty: null,
  }
}

/** A phone joins and tells the address behind the code on its badge. */
async function badgeOf(phone: Ask, link: string): Promise<string> {
  await phone(access.openInvitation, { token: tokenIn(link) })
  const { badge } = await phone(enrolment.mine, {})
  return `/m/b/${tokenIn(badge ?? '')}`
}
