import type { StageSettings } from '../play/stage.ts'
import { chinese } from '../world/moment.ts'
import { type Cast, castOf, foundTeam, planSweep } from './r8/cast.ts'
import * as scenes from './r8/scenes.ts'
import type { Played, Replay } from './replay.ts'

/** R8: the registrar's phone dies in the middle of a list, and the captain goes on. */
export const r8: Replay = { id: 'R8', words: ['手机失灵（芜湖）', 'a phone dies, Wuhu'], play: playFailure }

const { DONE, DOORS, HEARD } = scenes
const TOOK_OVER = chinese('2022-04-17 10:02')

async function playFailure(settings: StageSettings): Promise<Played> {
  const cast = await castOf(settings)
  const { scene, findings } = cast.stage
  const dead: ReturnType<typeof scenes.visits> = []
  await scene(chinese('2022-04-17 07:40'), async () => {
    await foundTeam(cast)
    await planSweep(cast)
  })
  await scene(chinese('2022-04-17 09:40'), () => registrarBegins(cast))
  // Without a line from here on: written on the phone, and heard by nobody.
  dead.push(...scenes.visits(cast, chinese('2022-04-17 09:41'), HEARD, DONE))
  await scene(TOOK_OVER, () => captainTakesOver(cast))
  await scene(chinese('2022-04-17 12:00'), () => captainFinishes(cast))
  await scene(chinese('2022-04-18 09:00'), () => oldPhoneWakes(cast, dead))
  await cast.stage.close()
  return { findings: findings.all, sentences: [] }
}

async function registrarBegins(cast: Cast): Promise<void> {
  const { registrar, stage } = cast
  const heard = scenes.visits(cast, chinese('2022-04-17 09:20'), 0, HEARD)
  const sent = await scenes.send(cast, registrar, [scenes.claims(cast, chinese('2022-04-17 09:19')), ...heard])
  stage.findings.compare(['已传到', 'heard'], HEARD + 1, sent.accepted)
}

/** The registrar says how far they came; the captain's phone tells it with the take-over. */
async function captainTakesOver(cast: Cast): Promise<void> {
  const { stage, captain, id } = cast
  const { compare, within } = stage.findings
  const began = performance.now()
  const before = await scenes.listOn(cast, captain)
  compare(['接手前的名单', 'the list before'], [HEARD, 0, DOORS - HEARD], [before.done, before.unknown, before.open])
  compare(['名单在别人手上', 'the list is in other hands'], false, before.claim?.mine)
  const plain = await scenes.send(cast, captain, [scenes.claims(cast, TOOK_OVER)])
  compare(['不接手就拿不到', 'it is not given without taking it over'], 1, plain.refused)
  const said = Array.from({ length: DONE }, (_, nth) => id('door', nth))
  await scenes.send(cast, captain, [scenes.claims(cast, chinese('2022-04-17 10:01'), { over: true, said })])
  const list = await scenes.listOn(cast, captain)
  compare(['已完成、待核实、未敲', 'done, unknown, open'], [12, 6, 42], [list.done, list.unknown, list.open])
  compare(['名单在队长手上', 'the captain holds the list'], true, list.claim?.mine)
  within(['接手用时', 'taken over'], 120, (performance.now() - began) / 1000)
}

/** The forty-two that are left, and the six that nobody could vouch for. */
async function captainFinishes(cast: Cast): Promise<void> {
  const { compare } = cast.stage.findings
  const rest = scenes.visits(cast, chinese('2022-04-17 10:05'), HEARD, DOORS)
  await scenes.send(cast, cast.captain, rest)
  const all = await scenes.coverage(cast)
  compare(['不漏一户', 'no household missed'], [60, 0, 0, 0], [all.done, all.unknown, all.open, all.excused])
}

async function oldPhoneWakes(cast: Cast, dead: ReturnType<typeof scenes.visits>): Promise<void> {
  const { stage, registrar, captain } = cast
  const { compare } = stage.findings
  compare(['次日合并', 'merged the next day'], DONE - HEARD, (await scenes.send(cast, registrar, dead)).accepted)
  compare(['再传一遍都已知', 'sent again, all known'], DONE - HEARD, (await scenes.send(cast, registrar, dead)).known)
  const all = await scenes.coverage(cast)
  compare(['仍是 60 户，无重复', 'still 60 doors, none doubled'], [DOORS, DOORS], [all.households, all.done])
  compare(['户次', 'household visits'], DOORS + (DONE - HEARD), all.visits)
  const hands = await scenes.handsAt(cast)
  compare(['各自敲的', 'by each hand'], [DONE, DOORS - HEARD], [hands.by(registrar), hands.by(captain)])
  compare(['两人都敲过的', 'by both hands'], [DONE - HEARD, DONE - HEARD], [hands.both, all.twice])
  const then = await scenes.coverage(cast, TOOK_OVER)
  compare(['接手那一刻仍查得到', 'the take-over as of then'], [12, 6, 42], [then.done, then.unknown, then.open])
  compare(['审计记下接手时的名单', 'the audit says how it stood'], [[12, 6, 42]], await scenes.takenOver(cast))
}
