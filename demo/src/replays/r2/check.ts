import * as audit from '@muster/core/audit/wire.ts'
import * as callout from '@muster/core/callout/wire.ts'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import * as report from '@muster/core/report/wire.ts'
import { chinese } from '../../world/moment.ts'
import { streetOf } from '../../world/places.ts'
import { AUDITOR, type Cast, CITY_DESK, secretaryLogin } from './cast.ts'
import { firstBatchId } from './desk.ts'
import { FREEZE } from './plan.ts'
import type { Heard } from './reports.ts'

export const bulletinId = ({ stage }: Cast): string => stage.ids(FREEZE, 'bulletin')
export const AFTER = chinese('2022-03-30 18:00')
export const END = chinese('2022-03-30 20:45')

/** The bulletin of four o'clock: frozen once, whatever comes later. */
export async function freeze(cast: Cast): Promise<void> {
  const desk = await cast.desks.desk(CITY_DESK)
  const said = { asOf: FREEZE, title: '双报到情况通报（截至3月30日16时）', incidentId: cast.incidentId }
  await desk(report.freeze, { id: bulletinId(cast), ...said })
}

/** Asks everything anew, at the end of the day, through the public API. */
export async function check(cast: Cast, heard: Heard): Promise<void> {
  await checkBulletin(cast)
  await checkAsOf(cast)
  await checkRolls(cast)
  await checkCall(cast)
  const { compare } = cast.stage.findings
  compare(['名册人数', 'on the roster'], cast.city.people.length, (await cast.roster()).size)
  compare(['拒收的上报', 'facts refused'], [], heard.refused)
  const auditor = await cast.desks.desk(AUDITOR)
  const chain = await auditor(audit.verify, {})
  compare(['审计链完整', 'audit chain whole'], true, chain.whole)
}

async function checkBulletin(cast: Cast): Promise<void> {
  const { base, city, size, stage } = cast
  const { compare } = stage.findings
  const desk = await cast.desks.desk(CITY_DESK)
  const bulletin = await desk(report.get, { bulletinId: bulletinId(cast) })
  const frozen = Object.fromEntries(bulletin.figures.map(({ key, value }) => [key, value]))
  const streets = new Set(city.covered.map(({ code }) => streetOf(code)))
  compare(['16:00冻结：人', 'frozen at 16:00: people'], size.people, frozen.people)
  compare(['单位', 'units'], city.units.length, frozen.units)
  compare(['区（含开发区1）', 'areas, one of them a zone'], base.areas.length, frozen.areas)
  compare(['街道', 'streets'], streets.size, frozen.streets)
  compare(['社区', 'communities'], city.covered.length, frozen.communities)
  const gaps = {
    streets: base.streets.filter(({ code }) => !streets.has(code)),
    communities: base.communities.filter(({ code }) => !city.covered.some(place => place.code === code)),
  }
  const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code).sort()
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).join('、')
  const { uncoveredStreets, uncoveredCommunities, byTerritory, byUnit } = bulletin.tables
  compare(['未覆盖街道', 'streets not covered'], 3, uncoveredStreets.length)
  compare([`其名 ${names(gaps.streets)}`, 'by name'], codes(gaps.streets), codes(uncoveredStreets))
  compare(['未覆盖社区', 'communities not covered'], 5, uncoveredCommunities.length)
  compare([`其名 ${names(gaps.communities)}`, 'by name'], codes(gaps.communities), codes(uncoveredCommunities))
  compare(['分区行数', 'rows by area'], base.areas.length, byTerritory.length)
  compare(['分单位行数', 'rows by unit'], city.units.length, byUnit.length)
  const thousands = Math.floor(size.people / 1000) * 1000
  if (thousands > 0)
    compare(['公开文字', 'public text says'], true, bulletin.publicSentence.zh.includes(`${thousands}余名`))
  const verified = await desk(report.verify, { bulletinId: bulletinId(cast) })
  compare(['通报的摘要未变', 'digest of the bulletin holds'], true, verified.digestHolds)
  compare(['按16:00重数相同', 'counted again as of 16:00: the same'], [], verified.differences)
}

async function checkAsOf(cast: Cast): Promise<void> {
  const { size, stage } = cast
  const { compare } = stage.findings
  const desk = await cast.desks.desk(CITY_DESK)
  const at = (asOf: string) => desk(enrolment.figures, { asOf })
  const [four, six, end] = [await at(FREEZE), await at(AFTER), await at(END)]
  compare(['问16:00', 'asked for 16:00'], size.people, four.people.value)
  compare(
    ['问18:00：少了退出的15人', 'asked for 18:00: less the 15 who left'],
    size.people - size.withdrawals,
    six.people.value,
  )
  const rest = ({ units, areas, streets, communities }: typeof four) =>
    [units, areas, streets, communities].map(({ value }) => value)
  compare(['18:00其余各数不变', 'all else as at 16:00'], rest(four), rest(six))
  compare(
    ['20:45：40部手机补传之后', 'at 20:45, after 40 late phones'],
    size.people - size.withdrawals + size.late,
    end.people.value,
  )
  compare(['人次（含双报到）', 'reports, the second ones too'], size.people + size.twice, four.memberships.value)
  const { expected, exempt, reported, missing } = four.expected
  const roster = cast.city.people.length
  compare(
    ['应到、免到、已到、未到', 'expected, exempt, reported, missing'],
    [roster - size.exempt, size.exempt, size.people, roster - size.exempt - size.people],
    [expected, exempt, reported, missing],
  )
}

/** The missing are named to their unit only. */
async function checkRolls(cast: Cast): Promise<void> {
  const unit = cast.city.units[0]!
  const secretary = await cast.desks.desk(secretaryLogin(unit.code))
  const { missing } = await secretary(enrolment.roll, { unitId: cast.unitId(unit.code), asOf: FREEZE })
  const own = cast.city.people.filter(({ unit: name, role }) => name === unit.name && /late|missing/.test(role))
  const numbers = (list: readonly { volunteerNo: string | null }[]) =>
    list.map(({ volunteerNo }) => volunteerNo ?? '').sort((a, b) => a.localeCompare(b))
  cast.stage.findings.compare([`${unit.name}未到名单`, 'missing, named to their unit'], numbers(own), numbers(missing))
}

async function checkCall(cast: Cast): Promise<void> {
  const desk = await cast.desks.desk(CITY_DESK)
  const { counts, state } = await desk(callout.get, { callId: firstBatchId(cast) })
  const { compare } = cast.stage.findings
  compare(['首批出发', 'first batch departed'], ['departed', 30], [state, counts.confirmed])
}
