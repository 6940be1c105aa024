import * as audit from '@muster/core/audit/wire.ts'
import { sheet, timeline } from '@muster/core/callout/departure.wire.ts'
import type { Seat } from '@muster/core/callout/seats.wire.ts'
import * as callout from '@muster/core/callout/wire.ts'
import type { Staff } from '../../world/agency.ts'
import { AUDITOR, type Cast, SECRETARY } from './cast.ts'
import { peopleOf, QUOTA, SELECTED, WANTED } from './plan.ts'
import type { ChainHeard, Told } from './scenes.ts'

const RESERVE = 71
const TOLD_SECONDS = 10

export function checkAnswers({ stage, answers }: Cast, chain: ChainHeard, open: callout.Call): void {
  const { compare } = stage.findings
  const taps = answers.taps.flatMap(wave => wave.taps).length
  compare(['报名次数（点击＋接龙）', 'answers: taps and chain lines'], 107, taps + chain.lines)
  compare(['其中重复', 'repeats among them'], 4, taps - answers.tappers.length + chain.repeats + chain.known)
  compare(['接龙中同名待辨认', 'namesakes asked about'], 1, chain.questions)
  compare(['不同的人', 'distinct people'], 103, open.counts.signedUp)
}

/** What the selection came to, held against what the replay knows of everybody. */
export function checkSelection(cast: Cast, { seats, call, seconds }: Told): void {
  const { compare, within } = cast.stage.findings
  const confirmed = seats.filter(({ state }) => state === 'confirmed')
  const reserve = seats.filter(({ state }) => state === 'reserve')
  compare(['确认', 'confirmed'], QUOTA, call.counts.confirmed)
  compare(
    ['候补且名次各不相同', 'reserve, each with a rank of its own'],
    RESERVE,
    new Set(reserve.map(({ rank }) => rank)).size,
  )
  compare(['退出', 'withdrawn'], 2, call.counts.withdrawn)
  compare(
    ['确认者都自报适合', 'all confirmed say they are fit'],
    true,
    confirmed.every(({ fit }) => fit),
  )
  compare(['按技能和近期负担排在前面', 'first by skills, then by load'], true, isRanked(cast, confirmed, reserve))
  const told = seats.filter(({ toldAt }) => toldAt !== null && new Date(toldAt) >= new Date(SELECTED)).length
  compare(['已告知', 'told'], QUOTA + RESERVE, told)
  within(['告知用时', 'all told within'], TOLD_SECONDS, seconds)
}

/** No fit person on the reserve has more of the skills asked for, or as many and less load, than somebody confirmed. */
function isRanked({ answers, roster }: Cast, confirmed: readonly Seat[], reserve: readonly Seat[]): boolean {
  const byId = new Map(peopleOf(answers).map(person => [roster.get(person.volunteerNo)!, person]))
  const tired = new Set<Staff>(answers.tired)
  const key = ({ person }: Seat) => {
    const one = byId.get(person.id)!
    const skills = WANTED.filter(skill => one.skills.includes(skill)).length
    return skills * 2 - (tired.has(one) ? 1 : 0)
  }
  const lowest = Math.min(...confirmed.map(key))
  return reserve.filter(({ fit }) => fit).every(seat => key(seat) <= lowest)
}

export async function checkDeparture(cast: Cast, team: { people: number; units: number }): Promise<void> {
  const { stage, desks, callId } = cast
  const { compare } = stage.findings
  const secretary = await desks.desk(SECRETARY)
  const call = await secretary(callout.get, { callId })
  compare(['集合点名到场', 'present at roll-call'], QUOTA, call.counts.presentAtMuster)
  compare(
    ['从发令到出发（分钟）3小时51分', 'minutes from order to departure, 3 h 51 min'],
    231,
    call.minutesToDeparture,
  )
  const file = await secretary(sheet, { callId, format: 'csv' })
  const lines = new TextDecoder().decode(file.bytes).trim().split(/\r?\n/).length - 1
  compare(['点名表行数', 'lines on the roll-call sheet'], QUOTA, lines)
  compare(['组成队伍：人、下级单位', 'one team: people, parts of the agency'], [QUOTA, 4], [team.people, team.units])
  const { signUps } = await secretary(timeline, { callId })
  compare(['时间线上的累计报名', 'sign-ups on the timeline'], 103, signUps.at(-1)?.total)
  const chain = await (await desks.desk(AUDITOR))(audit.verify, {})
  compare(['审计链完整', 'audit chain whole'], true, chain.whole)
}
