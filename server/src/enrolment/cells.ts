import { door } from '@muster/core/platform/problems.ts'
import type { Level } from '@muster/core/territory/codes.ts'
import { territory as territoryProblem } from '@muster/core/territory/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/** One row of the table before it is counted: whatever lies below its path. */
export interface Cell {
  readonly key: string
  readonly name: string
  readonly path: string
  readonly opens: boolean
  /** Only what lies at the path itself: people of a unit who are in none of its sub-units. */
  readonly exact: boolean
  readonly level: Level | null
}

/** One side of the table, opened at one place or unit. */
export interface Side {
  /** What is opened; null at the very top, when there are several tops. */
  readonly opened: Cell | null
  readonly cells: readonly Cell[]
  readonly trail: readonly { key: string; name: string }[]
}

/** The rows below a territory; without one, below the top of what the reader may see. */
export async function territorySide(ctx: Ctx, code: string | undefined): Promise<Side> {
  const { scope } = ctx
  const everywhere = scope.tenant || scope.unitPaths.length > 0
  const tops = everywhere ? sql`x.parent is null` : sql`x.path = any(${scope.territoryPaths}::text[])`
  const side = await opened(ctx, territories, code ? sql`x.code = ${code}` : tops, sql`x.parent`)
  if (code && !side.opened) throw territoryProblem('territory/unknown', { code })
  return side
}

/** The rows below a unit; without one, the topmost units the reader may see. */
export async function unitSide(ctx: Ctx, id: string | undefined): Promise<Side> {
  const { scope } = ctx
  const own = !scope.tenant && scope.territoryPaths.length === 0
  if (!id && !own) return { opened: null, cells: await units(ctx, sql`x.parent is null`), trail: [] }
  const tops = sql`x.path = any(${scope.unitPaths}::text[])`
  const side = await opened(ctx, units, id ? sql`x.id = ${id}::uuid` : tops, sql`x.parent::text`)
  if (id && !side.opened) throw door('door/not-found')
  if (!side.opened) return side
  const itself = { ...side.opened, name: `${side.opened.name}${ITSELF[ctx.language]}`, opens: false, exact: true }
  return { ...side, cells: [...side.cells, itself] }
}

const ITSELF = { zh: '（本级）', en: ' (itself)' } as const

type Reader = (ctx: Ctx, where: RawBuilder<unknown>) => Promise<Cell[]>

async function opened(ctx: Ctx, read: Reader, where: RawBuilder<unknown>, parent: RawBuilder<unknown>): Promise<Side> {
  const tops = await read(ctx, where)
  const [top] = tops
  if (!top || tops.length > 1) return { opened: null, cells: tops, trail: [] }
  const above = top.path.split('/').filter(Boolean)
  const trail = await read(
    ctx,
    sql`x.path = any(${above.map((_, at) => `${above.slice(0, at + 1).join('/')}/`)}::text[])`,
  )
  trail.sort((a, b) => a.path.length - b.path.length)
  return {
    opened: top,
    cells: await read(ctx, sql`${parent} = ${top.key}`),
    trail: trail.map(({ key, name }) => ({ key, name })),
  }
}

const territories: Reader = async (ctx, where) => {
  const { rows } = await sql<Cell>`
    select x.code as key, x.name, x.path, x.level, false as exact,
           exists (select from territory below where below.tenant = ${ctx.tenant.tenant} and below.parent = x.code) as opens
      from territory x where x.tenant = ${ctx.tenant.tenant} and ${where} order by x.code`.execute(ctx.tx)
  return rows
}

const units: Reader = async (ctx, where) => {
  const { rows } = await sql<Cell>`
    select x.id::text as key, x.name, x.path, null as level, false as exact,
           exists (select from unit below where below.tenant = ${ctx.tenant.tenant} and below.parent = x.id) as opens
      from unit x where x.tenant = ${ctx.tenant.tenant} and ${where} order by x.code`.execute(ctx.tx)
  return rows
}
