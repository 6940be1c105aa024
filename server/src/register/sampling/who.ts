import { createHmac } from 'node:crypto'
import { refuseIdNumbers } from '@muster/core/people/rules.ts'
import { tidyName, tidyNumber } from '@muster/core/people/tidy.ts'
import type { VIA } from '@muster/core/register/sampling/kinds.ts'
import { sampling } from '@muster/core/register/sampling/problems.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { newSecret } from '../../platform/secrets.ts'
import { whoseCode } from './codes.ts'
import type { RoundRow } from './rows.ts'

/** What a phone says of who was sampled, and into which tube. */
export interface Named {
  readonly tube: string
  /** The sample that this one corrects. */
  readonly instead?: string | undefined
  readonly code?: string | undefined
  readonly nth?: number | undefined
  readonly residentId?: string | undefined
  readonly name?: string | undefined
  readonly door?: string | undefined
  readonly homeServiceId?: string | undefined
}

/** Who was sampled: digests for the ledger, and what is kept apart from it. */
export interface Who {
  readonly who: string
  readonly home?: string
  readonly via: (typeof VIA)[number]
  /** The code does not hold: somebody must look. */
  readonly doubtful: boolean
  readonly apart: { readonly residentId: string | null; readonly name: string | null; readonly door: string | null }
}

interface ResidentRow {
  readonly id: string
  readonly household_id: string
  readonly building: string | null
  readonly door: string
}

/** A line of the home service list, as whom the sample there is of. */
interface LineRow {
  readonly name: string | null
  readonly door: string | null
}

/** Finds out who went into a tube. @throws Problem `register/nobody-named`, `people/id-number` */
export async function identify(ctx: Ctx, round: RoundRow, said: Named): Promise<Who> {
  if (said.homeServiceId) return atHome(ctx, round, said.homeServiceId)
  if (said.code) return byCode(ctx, round, said, said.code)
  if (said.residentId) return fromList(ctx, round, said.residentId)
  if (said.name && said.door) return byHand(ctx, round, { name: said.name, door: said.door, via: 'hand' })
  throw sampling('register/nobody-named')
}

/**
 * A digest that is worth nothing without the round's salt. Once that is gone nobody is found again: each counts by itself,
 * under a text that says nothing, because without a salt a list of names would give back whom a digest means.
 */
const digest = ({ salt }: RoundRow, text: string): string =>
  salt ? createHmac('sha256', salt).update(text).digest('base64url') : newSecret(32)

async function byCode(ctx: Ctx, round: RoundRow, said: Named, text: string): Promise<Who> {
  const code = await whoseCode(ctx, round.incident_id, text)
  const nobody = { residentId: null, name: null, door: null }
  if (!code) return { who: digest(round, `c:${text}:${said.nth ?? 1}`), via: 'code', doubtful: true, apart: nobody }
  const behind = await residents(ctx, sql`household_id = ${code.household_id}`)
  // Which of a family has come nobody asks: the first that came is one of them, the second another.
  const whoIs = (nth: number) =>
    digest(round, behind[nth - 1] ? `r:${behind[nth - 1]!.id}` : `h:${code.household_id}:${nth}`)
  const nth = code.resident_id
    ? behind.findIndex(({ id }) => id === code.resident_id) + 1
    : await anotherOf(ctx, round, said, whoIs)
  const resident = behind[nth - 1]
  return {
    who: whoIs(nth),
    home: digest(round, `h:${code.household_id}`),
    via: 'code',
    doubtful: !code.holds,
    apart: { ...nobody, residentId: resident?.id ?? null, door: resident ? null : (behind[0]?.door ?? null) },
  }
}

/** More than live behind one door. */
const MOST_OF_A_DOOR = 60

/**
 * Which of a family this is: whom the phone counts, unless that one stands in another tube, written down at another desk or
 * before a new tube was taken. Then it is the next of whom nothing stands; of a recalled tube everybody is to come again.
 */
async function anotherOf(
  ctx: Ctx,
  round: RoundRow,
  { tube, instead, nth = 1 }: Named,
  whoIs: (nth: number) => string,
): Promise<number> {
  if (!round.salt) return nth
  const all = Array.from({ length: MOST_OF_A_DOOR }, (_, at) => whoIs(at + 1))
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ who: string; here: boolean }>`
    select s.who, s.tube = ${tube} as here from sample s
      join tube tu on tu.tenant = ${tenant} and tu.round_id = s.round_id and tu.tube = s.tube and tu.recall_id is null
     where s.tenant = ${tenant} and s.round_id = ${round.id} and s.who = any(${all}::text[]) and s.id is distinct from ${instead ?? null}::uuid
       and (s.state = 'stands' or (s.state = 'held' and s.waits is not null))`.execute(ctx.tx)
  if (!rows.some(({ who, here }) => !here && who === all[nth - 1])) return nth
  return all.findIndex(one => rows.every(({ who }) => who !== one)) + 1 || nth
}

async function fromList(ctx: Ctx, round: RoundRow, residentId: string): Promise<Who> {
  const [resident] = await residents(ctx, sql`id = ${residentId} and incident_id = ${round.incident_id}`)
  if (!resident) throw sampling('register/nobody-named')
  return listed(round, resident, 'list')
}

const listed = (round: RoundRow, { id, household_id }: ResidentRow, via: Who['via']): Who => ({
  who: digest(round, `r:${id}`),
  home: digest(round, `h:${household_id}`),
  via,
  doubtful: false,
  apart: { residentId: id, name: null, door: null },
})

interface Written {
  readonly name: string
  readonly door: string
  readonly via: 'hand' | 'home'
}

/** Somebody written down by name and door: whoever stands so in the list is that resident, also when they come with a code. */
async function byHand(ctx: Ctx, round: RoundRow, { name: typedName, door: typedDoor, via }: Written): Promise<Who> {
  refuseIdNumbers({ 姓名: typedName, 门牌: typedDoor })
  const [name, door] = [tidyName(typedName), typedDoor.trim()]
  const namesakes = await residents(ctx, sql`incident_id = ${round.incident_id} and name = ${name}`)
  const [resident, ...others] = namesakes.filter(one =>
    [one.door, `${one.building ?? ''}${one.door}`].some(known => tidyNumber(known) === tidyNumber(door)),
  )
  if (resident && others.length === 0) return listed(round, resident, via)
  return {
    who: digest(round, `n:${name}|${tidyNumber(door)}`),
    home: digest(round, `d:${tidyNumber(door)}`),
    via,
    doubtful: false,
    apart: { residentId: null, name, door },
  }
}

async function atHome(ctx: Ctx, round: RoundRow, id: string): Promise<Who> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<LineRow>`
    select name, door from home_service where tenant = ${tenant} and id = ${id} and round_id = ${round.id}`.execute(
    ctx.tx,
  )
  const [line] = rows
  if (!line?.name || !line.door) throw sampling('register/nobody-named')
  return byHand(ctx, round, { name: line.name, door: line.door, via: 'home' })
}

async function residents(ctx: Ctx, where: ReturnType<typeof sql>): Promise<ResidentRow[]> {
  const { rows } = await sql<ResidentRow>`
    select id, household_id, building, door from resident where tenant = ${ctx.tenant.tenant} and ${where} order by id limit 100`.execute(
    ctx.tx,
  )
  return rows
}
