import { createHmac } from 'node:crypto'
import { refuseIdNumbers } from '@muster/core/people/rules.ts'
import { tidyName, tidyNumber } from '@muster/core/people/tidy.ts'
import type { VIA } from '@muster/core/register/sampling/kinds.ts'
import { sampling } from '@muster/core/register/sampling/problems.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { sha256 } from '../../platform/secrets.ts'
import { codeHolds } from './codes.ts'
import type { RoundRow } from './rows.ts'

/** What a phone says of who was sampled, beside where. */
export interface Named {
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
  readonly door: string
}

/** A line of the home service list, as whom the sample there is of. */
interface LineRow {
  readonly name: string | null
  readonly door: string | null
}

/** Finds out who is meant. @throws Problem `register/nobody-named`, `people/id-number` */
export async function identify(ctx: Ctx, round: RoundRow, said: Named): Promise<Who> {
  if (said.homeServiceId) return atHome(ctx, round, said.homeServiceId)
  if (said.code) return byCode(ctx, round, said.code, said.nth ?? 1)
  if (said.residentId) return fromList(ctx, round, said.residentId)
  if (said.name && said.door) return byHand(round, said.name, said.door, 'hand')
  throw sampling('register/nobody-named')
}

/** A digest that is worth nothing without the round's salt. Once that is gone nobody is found again: each counts by itself. */
const digest = ({ salt }: RoundRow, text: string): string =>
  salt ? createHmac('sha256', salt).update(text).digest('base64url') : sha256(text).slice(0, 43)

async function byCode(ctx: Ctx, round: RoundRow, text: string, nth: number): Promise<Who> {
  const code = await codeHolds(ctx, round.incident_id, text)
  const nobody = { residentId: null, name: null, door: null }
  if (!code) return { who: digest(round, `c:${text}:${nth}`), via: 'code', doubtful: true, apart: nobody }
  const behind = await residents(ctx, sql`household_id = ${code.household_id}`)
  const resident = code.resident_id
    ? behind.find(({ id }) => id === code.resident_id)
    : // Which of a family has come nobody asks: the first that came is one of them, the second another.
      behind[nth - 1]
  return {
    who: digest(round, resident ? `r:${resident.id}` : `h:${code.household_id}:${nth}`),
    home: digest(round, `h:${code.household_id}`),
    via: 'code',
    doubtful: false,
    apart: { ...nobody, residentId: resident?.id ?? null, door: resident ? null : (behind[0]?.door ?? null) },
  }
}

async function fromList(ctx: Ctx, round: RoundRow, residentId: string): Promise<Who> {
  const [resident] = await residents(ctx, sql`id = ${residentId} and incident_id = ${round.incident_id}`)
  if (!resident) throw sampling('register/nobody-named')
  return {
    who: digest(round, `r:${resident.id}`),
    home: digest(round, `h:${resident.household_id}`),
    via: 'list',
    doubtful: false,
    apart: { residentId: resident.id, name: null, door: null },
  }
}

function byHand(round: RoundRow, typedName: string, typedDoor: string, via: 'hand' | 'home'): Who {
  refuseIdNumbers({ 姓名: typedName, 门牌: typedDoor })
  const [name, door] = [tidyName(typedName), typedDoor.trim()]
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
  return byHand(round, line.name, line.door, 'home')
}

async function residents(ctx: Ctx, where: ReturnType<typeof sql>): Promise<ResidentRow[]> {
  const { rows } = await sql<ResidentRow>`
    select id, household_id, door from resident where tenant = ${ctx.tenant.tenant} and ${where} order by id limit 100`.execute(
    ctx.tx,
  )
  return rows
}
