import * as asks from '@muster/core/roster/asks.wire.ts'
import * as sites from '@muster/core/roster/sites.wire.ts'
import { AGENCY_STAFF, type Cast, GROUPS, PEOPLE, STREET_DESK } from './cast.ts'
import { AT_EACH, COMPOUNDS, POSTS, YES } from './scenes.ts'

/** Four different counts: memberships, people, agency staff, and nobody who serves before saying yes. */
export function checkWoken({ stage }: Cast, woken: asks.Strength): void {
  const { compare } = stage.findings
  const groups = woken.groups.map(({ memberships }) => memberships).sort((a, b) => a - b)
  compare(
    ['各组人次', 'memberships by group'],
    GROUPS.map(({ many }) => many),
    groups,
  )
  compare(['队员关系', 'memberships'], PEOPLE + 1, woken.memberships)
  compare(['人数', 'distinct people'], PEOPLE, woken.people)
  compare(['市直机关人员', 'agency staff'], AGENCY_STAFF, woken.agencyStaff)
  compare(['各问一次', 'each asked once'], PEOPLE, woken.renewal?.asked)
  compare(['答应之前没有人可用', 'nobody counts before saying yes'], 0, woken.strength)
}

/** What phones showed, and what the desk sees: who said yes, and nothing else. */
export async function checkAnswers(
  { stage, desks, id }: Cast,
  asked: number,
  outcomes: readonly string[],
): Promise<void> {
  const { compare } = stage.findings
  compare(['手机上收到的询问', 'asks on phones'], PEOPLE, asked)
  compare(['归队', 'joined again'], YES, outcomes.filter(one => one === 'joined').length)
  const street = await desks.desk(STREET_DESK)
  const now = await street(asks.strength, { teamId: id('team') })
  compare(['可用力量', 'strength'], YES, now.strength)
  compare(['预备', 'reserve'], YES, now.reserve)
}

export async function checkGates({ stage, desks }: Cast): Promise<void> {
  const { compare } = stage.findings
  const { compounds, gates, rows } = await (await desks.desk(STREET_DESK))(sites.gates, {})
  compare(['小区和卡口', 'compounds and gates'], [COMPOUNDS, POSTS], [compounds, gates])
  compare(['每个小区恰有一个开放卡口', 'each compound has exactly one open gate'], [], rows)
}

/** Nobody was placed who had not said yes. */
export async function checkPlaced(
  { stage, desks, people, id }: Cast,
  { placed, refused }: { placed: readonly string[]; refused: readonly string[] },
): Promise<void> {
  const { compare } = stage.findings
  const willing = new Set(people.slice(0, YES))
  compare(['已排班', 'placed'], POSTS * AT_EACH, placed.length)
  compare(
    ['没有答应而被排班的', 'placed without consent'],
    [],
    placed.filter(one => !willing.has(one)),
  )
  const others = Array.from({ length: PEOPLE - YES }, () => 'roster/not-consented')
  compare(['没有答应的都被拒绝安排', 'all others were refused'], others, refused)
  const now = await (await desks.desk(STREET_DESK))(asks.strength, { teamId: id('team') })
  compare(
    ['在岗和预备', 'deployed and in reserve'],
    [POSTS * AT_EACH, YES - POSTS * AT_EACH],
    [now.deployed, now.reserve],
  )
}
