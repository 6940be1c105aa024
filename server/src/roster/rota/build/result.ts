import type { Words } from '@muster/core/platform/shapes.ts'
import { guard } from '@muster/core/roster/guard.ts'
import { sql } from 'kysely'
import { audit } from '../../../audit/write.ts'
import type { Ctx } from '../../../platform/context.ts'
import { writeCells } from '../draft.ts'
import { dutyOf, judged, limitsOf } from '../judge.ts'
import { ofRotaOn, type Planned, readPlanned } from '../plan.ts'
import { draftChanged, type RotaRow, rotaForUpdate } from '../rows.ts'
import { reasonsIn } from './because.ts'
import { type BuildInput, type BuildPerson, buildInput } from './input.ts'
import type { Running } from './running.ts'
import type { KeptGap } from './start.ts'

/** What was written, and what was not. */
export interface Written {
  readonly gaps: readonly KeptGap[]
  /** People missing, standby aside. */
  readonly missing: number
  readonly leftAlone: number
}

/**
 * Writes the engine's roster into the draft. Cells that somebody changed since it began stay as they are; whoever the guard
 * stops now is left out, whatever the engine thought.
 */
export async function writeResult(ctx: Ctx, { id, rotaId, compiled, outcome, seen }: Running): Promise<Written> {
  const rota = await rotaForUpdate(ctx, rotaId)
  const build = await settingsOf(ctx, rotaId)
  const input = await buildInput(ctx, rota, build)
  const same = input.shifts.filter(({ id, draft }) => seen.get(id) === draft.version)
  const open = same.filter(({ draft }) => !draft.fixed)
  const placed = placedBy(compiled, outcome!.roster!)
  const wanted = open.map(shift => withPeople(shift, compiled.kept, placed.get(shift.id)))
  const plan = await readPlanned(ctx, ofRotaOn(rota.id, rota))
  const safe = await withoutStopped(ctx, rota, plan, wanted)
  const because = reasonsIn(input, safe)
  const writable = new Set(open.map(({ id }) => id))
  const written = safe.filter(({ id }) => writable.has(id))
  await writeCells(
    ctx,
    rotaId,
    written.map(shift => ({
      shiftId: shift.id,
      people: shift.draft.people,
      standby: shift.draft.standby,
      fixed: false,
      published: shift.published,
      reasons: Object.fromEntries([...shift.draft.people, ...shift.draft.standby].map(id => [id, because(shift, id)])),
    })),
  )
  const draft = await draftChanged(ctx, rotaId)
  const leftAlone = input.shifts.length - same.length
  const found = new Map(safe.map(shift => [shift.id, shift]))
  const after = input.shifts.map(shift => found.get(shift.id) ?? shift)
  const short = gapsIn(input, after, safe)
  await audit(ctx, 'roster.draft-built', `rota/${rotaId}`, {
    build: id,
    draft,
    cells: written.length,
    missing: short.missing,
    leftAlone,
  })
  return { ...short, leftAlone }
}

async function settingsOf(ctx: Ctx, rotaId: string): Promise<BuildInput['build']> {
  const { rows } = await sql<{ settings: BuildInput['build'] }>`
    select settings from rota_build where tenant = ${ctx.tenant.tenant} and rota_id = ${rotaId} and state = 'running'`.execute(
    ctx.tx,
  )
  return rows[0]!.settings
}

interface People {
  readonly people: string[]
  readonly standby: string[]
}

/** Whom the engine puts on each shift. */
function placedBy(
  { placementOf }: Running['compiled'],
  roster: Readonly<Record<string, readonly (string | null)[]>>,
): Map<string, People> {
  const found = new Map<string, People>()
  for (const [personId, days] of Object.entries(roster))
    for (const [day, job] of days.entries()) {
      const placement = job === null ? undefined : placementOf(day, job)
      if (!placement) continue
      const cell = found.get(placement.shift.id) ?? { people: [], standby: [] }
      cell[placement.standby ? 'standby' : 'people'].push(personId)
      found.set(placement.shift.id, cell)
    }
  return found
}

function withPeople(shift: Planned, kept: Running['compiled']['kept'], placed: People | undefined): Planned {
  const people = [...new Set([...(kept.people.get(shift.id) ?? []), ...(placed?.people ?? [])])]
  const standby = [...(kept.standby.get(shift.id) ?? []), ...(placed?.standby ?? [])]
  const draft = { ...shift.draft, people, standby: [...new Set(standby)].filter(id => !people.includes(id)) }
  return { ...shift, draft }
}

/** How often it is looked whether what is left stands; each look takes somebody away. */
const LOOKS = 20

/** The whole plan with what is wanted, and nobody in it whom the guard stops and who is new there; the later place goes. */
async function withoutStopped(
  ctx: Ctx,
  rota: RotaRow,
  plan: readonly Planned[],
  wanted: readonly Planned[],
): Promise<Planned[]> {
  const limits = await limitsOf(ctx, rota.settings)
  const now = new Map(wanted.map(shift => [shift.id, shift]))
  let all = plan.map(shift => now.get(shift.id) ?? shift)
  for (let look = 0; look < LOOKS; look++) {
    const coming = all
      .filter(({ id }) => now.has(id))
      .flatMap(shift =>
        [...shift.draft.people, ...shift.draft.standby]
          .filter(id => isNew(shift, id))
          .map(personId => ({ personId, shift })),
      )
    const stopped = (await judged(ctx, all, coming, limits)).filter(({ stops }) => stops)
    if (stopped.length === 0) return all
    const last = new Map(stopped.map(({ personId, shiftId }) => [personId, shiftId]))
    all = all.map(shift => without(shift, id => last.get(id) === shift.id))
  }
  return all.map(shift => (now.has(shift.id) ? without(shift, id => isNew(shift, id)) : shift))
}

const isNew = ({ published }: Planned, id: string): boolean =>
  !published.people.includes(id) && !published.standby.includes(id)

function without(shift: Planned, whom: (id: string) => boolean): Planned {
  const { people, standby } = shift.draft
  if (![...people, ...standby].some(whom)) return shift
  return {
    ...shift,
    draft: { ...shift.draft, people: people.filter(id => !whom(id)), standby: standby.filter(id => !whom(id)) },
  }
}

/** Gaps whose ways are looked for, people the guard looks at for each, and ways told of each. */
const MOST_GAPS = 50
const LOOKED_AT = 300
const MOST_WAYS = 5

/** Where people are missing, and who would come nearest: what the guard says against each, with its numbers. */
function gapsIn(
  input: BuildInput,
  shifts: readonly Planned[],
  plan: readonly Planned[],
): Pick<Written, 'gaps' | 'missing'> {
  const short = shifts
    .flatMap(shift => [
      { shift, standby: false, missing: shift.people - shift.draft.people.length },
      { shift, standby: true, missing: shift.standby - shift.draft.standby.length },
    ])
    .filter(({ missing }) => missing > 0)
  const drafted = new Map<string, Planned[]>()
  for (const shift of plan) for (const id of shift.draft.people) drafted.set(id, [...(drafted.get(id) ?? []), shift])
  return {
    missing: short.reduce((sum, { standby, missing }) => sum + (standby ? 0 : missing), 0),
    gaps: short.slice(0, 500).map(({ shift, standby, missing }, nth) => ({
      shiftId: shift.id,
      missing,
      standby,
      ways: nth < MOST_GAPS ? waysTo(input, shift, drafted) : [],
    })),
  }
}

function waysTo(input: BuildInput, shift: Planned, drafted: ReadonlyMap<string, Planned[]>): KeptGap['ways'][number][] {
  const replaced = new Set(input.shifts.map(({ id }) => id))
  const there = new Set([...shift.draft.people, ...shift.draft.standby])
  const shifts = ({ id }: BuildPerson) => drafted.get(id)?.length ?? 0
  const ways = input.people
    .filter(({ id, askable }) => askable && !there.has(id))
    // Those with the least to do: in a large pool the guard's questions would hold up the server for seconds.
    .toSorted((a, b) => shifts(a) - shifts(b))
    .slice(0, LOOKED_AT)
    .flatMap(person => {
      const elsewhere = person.spans.filter(({ shiftId }) => !replaced.has(shiftId))
      const own = (drafted.get(person.id) ?? []).map(dutyOf)
      const verdicts = guard({ ...person, spans: [...elsewhere, ...own] }, dutyOf(shift), input.limits, input.zone)
      const stops = verdicts.filter(({ level }) => level === 'stop')
      // NOTE: kept in the database for all who read the rota: a person's own word is never among it, nor any trace of it.
      if (stops.some(({ rule }) => rule === 'unavailable')) return []
      return [
        {
          personId: person.id,
          rules: stops.map(({ zh, en }): Words => ({ zh, en })),
          weight: stops.length,
          minutes: own.length,
        },
      ]
    })
  return ways
    .toSorted((a, b) => a.weight - b.weight || a.minutes - b.minutes || (a.personId < b.personId ? -1 : 1))
    .slice(0, MOST_WAYS)
    .map(({ personId, rules }) => ({ personId, rules }))
}
