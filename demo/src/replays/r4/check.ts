import { Problem } from '@muster/core/platform/problem.ts'
import * as asks from '@muster/core/roster/asks.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import { type Cast, STREET_DESK } from './cast.ts'
import type { placeEarly } from './scenes.ts'

type Placed = Awaited<ReturnType<typeof placeEarly>>

const slugOf = (placed: Placed): string => (placed instanceof Problem ? placed.slug : 'placed')

/** Refused in numbers; not by a reason alone, not with one's own name twice. */
export function checkRefusals({ stage }: Cast, plain: Placed, noSecond: Placed, oneself: Placed): void {
  const { compare } = stage.findings
  compare(['07:00 再上岗', 'placed at 07:00 again'], 'roster/guard-stops', slugOf(plain))
  const why = plain instanceof Problem ? plain : null
  compare(['理由里有数字', 'the reason has its numbers'], true, why?.zh.includes('间隔 5.5 小时，少于 8 小时'))
  compare(['英文', 'in English'], true, why?.en.includes('5.5 h between shifts, less than 8 h'))
  compare(['只有理由不行', 'a reason alone is not enough'], 'door/bad-input', slugOf(noSecond))
  compare(['自己不能作第二人', 'nobody is their own second'], 'roster/second-name', slugOf(oneself))
}

/** With both names the shift stands, and relief is asked for at once. */
export async function checkOverride({ stage, desks, id }: Cast, placed: Placed): Promise<void> {
  const { compare } = stage.findings
  compare(['理由加第二人', 'with reason and second name'], 'placed', slugOf(placed))
  const street = await desks.desk(STREET_DESK)
  const { rows } = await street(asks.shortages, {})
  const relief = rows.map(({ cause, missing, shift }) => ({ cause, missing, shift: shift.id }))
  compare(['同时发出换班请求', 'a request for relief'], [{ cause: 'relief', missing: 1, shift: id('early') }], relief)
  const [lifted] = (await street(assign.overrides, {})).rows
  compare(['破例写明两个名字', 'two names stand for it'], ['captain', 'street-desk'], [lifted?.by, lifted?.second])
  compare(['破例的规则', 'what was lifted'], ['rest'], lifted?.rules)
  compare(['第二人看得到', 'the second name sees it'], true, lifted?.mine)
}

/** The first who said yes stands there; the tired one need not come. */
export async function checkRelief({ stage, desks, members, id }: Cast, outcomes: readonly string[]): Promise<void> {
  const { compare } = stage.findings
  compare(['先答应的人上岗', 'the first yes has the shift'], 1, outcomes.filter(one => one === 'taken').length)
  const street = await desks.desk(STREET_DESK)
  const { rows } = await street(assign.assignments, { shiftId: id('early') })
  compare(
    ['早班在岗计划', 'on the early shift'],
    [false],
    rows.map(({ person }) => person.id === members[0]),
  )
  compare(['没有未了的急缺', 'no shortage is open'], [], (await street(asks.shortages, {})).rows)
}
