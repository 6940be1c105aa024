import * as enrolment from '@muster/core/enrolment/wire.ts'
import { EXEMPTIONS, exempt } from '@muster/core/people/exemptions.wire.ts'
import { applyImport, previewImport } from '@muster/core/people/imports.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import { inParallel } from '../../play/parallel.ts'
import { EXEMPTING_UNITS } from '../../world/city.ts'
import { chinese } from '../../world/moment.ts'
import { rosterFile } from '../../world/roster-file.ts'
import { AREAS, BEGIN, type Cast, CITY_DESK, secretaryLogin } from './cast.ts'

/** Units with their parts and partners, accounts for everybody who has a desk, and the areas that coverage is about. */
export async function foundCity(cast: Cast): Promise<void> {
  const { stage, city, desks, unitId } = cast
  const first = desks.plans.filter(({ unitId: unit }) => !unit)
  await inParallel(first, 4, desks.add)
  const desk = await desks.desk(CITY_DESK)
  stage.say(`${city.units.length} 个单位 · units`)
  await inParallel(city.units, 4, async ({ code, name, kind, parts, partners }) => {
    const id = unitId(code)
    await desk(people.createUnit, { id, code, name, kind, partners: [...partners] })
    for (const [nth, part] of parts.entries()) {
      const own = `${code}-${nth + 1}`
      await desk(people.createUnit, { id: unitId(own), code: own, name: part, kind, parent: id })
    }
  })
  await inParallel(
    desks.plans.filter(plan => !first.includes(plan)),
    4,
    desks.add,
  )
  await desk(enrolment.setCoverageAreas, { codes: [...AREAS] })
}

/** The rosters come as files: one workbook from the city's personnel office, and a CSV from the bodies that use another program. */
export async function importRosters(cast: Cast): Promise<void> {
  const { stage, city, desks } = cast
  const desk = await desks.desk(CITY_DESK)
  const kindOf = new Map(city.units.map(({ name, kind }) => [name, kind]))
  const isAgency = ({ unit }: { unit: string }) => kindOf.get(unit) === 'agency'
  const files = [
    { name: '市级机关名册.xlsx', rows: city.people.filter(isAgency) },
    { name: '其他单位名册.csv', rows: city.people.filter(person => !isAgency(person)) },
  ]
  for (const { name, rows } of files) {
    stage.say(`导入 ${name}，${rows.length} 人 · importing ${rows.length} people`)
    const id = stage.ids(BEGIN, 'import', name)
    const { state, counts, errors } = await desk(previewImport, { id, file: await rosterFile(name, rows) })
    if (counts.errors > 0) throw new Error(`${name}: ${JSON.stringify(errors.slice(0, 3))}`)
    if (state === 'preview') await desk(applyImport, { importId: id })
  }
}

/** Six secretaries approve who need not come: on duty, posted to a village, on leave. */
export async function exemptPeople(cast: Cast): Promise<void> {
  const { stage, city, desks } = cast
  const roster = await cast.roster()
  await inParallel(EXEMPTING_UNITS, 3, async nth => {
    const unit = city.units[nth]!
    const secretary = await desks.desk(secretaryLogin(unit.code))
    const those = city.people.filter(({ role, unit: name }) => role === 'exempt' && name === unit.name)
    for (const [turn, { volunteerNo }] of those.entries()) {
      const id = stage.ids(chinese('2022-03-28 10:00'), 'exempt', volunteerNo)
      const reason = EXEMPTIONS[turn % EXEMPTIONS.length]!
      await secretary(exempt, { id, personId: roster.get(volunteerNo)!, reason, from: '2022-03-28' })
    }
  })
}
