import { setImmediate } from 'node:timers/promises'
import type { RosterRow } from '@muster/core/people/import-columns.ts'
import * as say from '@muster/core/people/import-sentences.ts'
import { changesOf, type Held, merged, NEW } from '@muster/core/people/rules.ts'
import type { CellError, Sentence, TableRow } from '@muster/core/platform/table.ts'
import { v7 } from 'uuid'
import type { Ctx } from '../platform/context.ts'
import type { Roster } from './import-read.ts'
import { type Known, knownBy, placeFinder, unitFinder } from './import-store.ts'
import { nameReading } from './pinyin.ts'

/** What will be written for one row: columns of `person` by name, so that the database applies it as it stands. */
interface Write {
  readonly id: string
  /** The version the preview saw; null for somebody new. */
  readonly version: number | null
  readonly volunteer_no: string
  readonly name: string
  readonly pinyin: string
  readonly unit_id: string
  readonly phone: string | null
  readonly residence: string | null
  readonly skills: readonly string[]
  readonly availability: string
  readonly on_call: boolean
}

export interface Judged {
  readonly row: number
  readonly verdict: 'added' | 'changed' | 'same'
  readonly unit: string
  readonly volunteerNo: string
  readonly name: string
  readonly changes: readonly string[]
  readonly write: Write | null
}

export interface Judgement {
  readonly rows: readonly Judged[]
  readonly errors: readonly CellError[]
}

/** So many rows are judged before others get their turn: reading names in pinyin is the slow part. */
const BEFORE_YIELD = 250

/** Says of each row what applying it would do to the roster as it stands now. Writes nothing. */
export async function judge(ctx: Ctx, roster: Roster): Promise<Judgement> {
  const known = await knownBy(
    ctx,
    roster.rows.map(({ values }) => values.volunteerNo),
  )
  const [units, place] = [await unitFinder(ctx), await placeFinder(ctx)]
  const rows: Judged[] = []
  const errors: CellError[] = [...roster.errors]
  for (const [turn, { row, values }] of roster.rows.entries()) {
    if (turn % BEFORE_YIELD === BEFORE_YIELD - 1) await setImmediate()
    const faults: Fault[] = []
    const unit = unitOf(units, values, faults)
    const residence = await residenceOf(place, values, faults)
    const held = known.get(values.volunteerNo)
    if (held && !held.inReach) faults.push(['volunteerNo', say.numberElsewhere(values.volunteerNo)])
    for (const [key, sentence] of faults) errors.push({ row, column: roster.columnOf(key), ...sentence })
    if (unit && faults.length === 0) rows.push(verdictOn({ row, values }, unit, residence, held))
  }
  errors.sort((a, b) => a.row - b.row || a.column - b.column)
  return { rows, errors }
}

type Fault = readonly [key: keyof RosterRow, sentence: Sentence]
type Units = Awaited<ReturnType<typeof unitFinder>>

function unitOf(units: Units, { unit, subUnit }: RosterRow, faults: Fault[]) {
  const top = units.find(unit)
  if (!('found' in top)) {
    faults.push(['unit', top])
    return null
  }
  if (subUnit === null) return top.found
  const below = units.findBelow(top.found, subUnit)
  if ('found' in below) return below.found
  faults.push(['subUnit', below])
  return null
}

type Place = Awaited<ReturnType<typeof placeFinder>>

async function residenceOf(place: Place, { residence }: RosterRow, faults: Fault[]): Promise<string | null> {
  if (residence === null) return null
  const found = await place(residence)
  if ('found' in found) return found.found
  faults.push(['residence', found])
  return null
}

function verdictOn(
  { row, values }: TableRow<RosterRow>,
  unit: { readonly id: string; readonly path: string; readonly name: string },
  residence: string | null,
  known: Known | undefined,
): Judged {
  const { volunteerNo, name, phone, skills, availability, onCall } = values
  // NOTE: a file without sub-units says nothing about them: whoever is in one stays there.
  const stays = values.subUnit === null && known?.unitPath.startsWith(unit.path)
  const unitId = stays && known ? known.unitId : unit.id
  const said = { name, unitId, phone, residence, skills, availability, onCall }
  const before = known && heldIn(known)
  const after = merged(before ?? NEW, said)
  const changes: string[] = before ? changesOf(before, after).map(field => (field === 'unitId' ? 'unit' : field)) : []
  if (known?.left) changes.push('joined')
  const verdict = !known ? 'added' : changes.length > 0 ? 'changed' : 'same'
  const write = verdict === 'same' ? null : writeOf(volunteerNo, after, known)
  return { row, verdict, unit: unit.name, volunteerNo, name, changes, write }
}

const heldIn = ({ name, unitId, phone, residence, skills, availability, onCall }: Known): Held => ({
  name,
  unitId,
  phone,
  residence,
  skills,
  availability,
  onCall,
})

const writeOf = (volunteerNo: string, after: Held, known: Known | undefined): Write => ({
  id: known?.id ?? v7(),
  version: known?.version ?? null,
  volunteer_no: volunteerNo,
  name: after.name,
  pinyin: nameReading(after.name),
  unit_id: after.unitId,
  phone: after.phone,
  residence: after.residence,
  skills: after.skills,
  availability: after.availability,
  on_call: after.onCall,
})
