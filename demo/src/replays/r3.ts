import type { StageSettings } from '../play/stage.ts'
import { chinese } from '../world/moment.ts'
import * as cars from './r3/cars.ts'
import { type Cast, castOf, DAYS, gatherPool, PLACES, POOL, STANDBY } from './r3/cast.ts'
import * as scenes from './r3/scenes.ts'
import type { Played, Replay } from './replay.ts'

/** R3: a checkpoint at an expressway: twenty a day for a week out of five hundred, and two who do not come. */
export const r3: Replay = {
  id: 'R3',
  words: ['高速卡口（徐州）', 'expressway checkpoint, Xuzhou'],
  play: playCheckpoint,
}

async function playCheckpoint(settings: StageSettings): Promise<Played> {
  const cast = await castOf(settings)
  const { scene, findings } = cast.stage
  await scene(chinese('2022-03-27 10:00'), async () => {
    findings.compare(['报名确认', 'confirmed for the pool'], POOL, await gatherPool(cast))
  })
  await scene(chinese('2022-03-27 15:00'), () => scenes.layOut(cast))
  await scene(chinese('2022-03-27 16:00'), async () => checkRota(cast, await scenes.buildAndPublish(cast)))
  for (const day of DAYS) await playDay(cast, day)
  await cast.stage.close()
  return { findings: findings.all, sentences: [] }
}

type Built = Awaited<ReturnType<typeof scenes.buildAndPublish>>

/** Every place and the standby are filled, nobody is asked too much, and each was told once. */
function checkRota({ stage }: Cast, { build, published, board }: Built): void {
  const { compare } = stage.findings
  compare(['自动排班', 'build'], 'done', build.state)
  compare(
    ['缺人', 'people missing'],
    0,
    board.shifts.reduce((sum, { gap, standbyGap }) => sum + gap + standbyGap, 0),
  )
  compare(['已公布班次', 'shifts as published'], DAYS.length, board.shifts.filter(({ differs }) => !differs).length)
  compare(['安排人次', 'places and standby given'], DAYS.length * (PLACES + STANDBY), published.added)
  compare(['通知人数，每人一条', 'people told, once each'], board.people.length, published.told)
  const longest = Math.max(...board.people.map(({ minutes }) => minutes))
  compare(['一人一周至多两班', 'at most two shifts a week for one person'], true, longest <= 16 * 60)
  const shortest = Math.min(...board.people.map(({ leastRestMinutes }) => leastRestMinutes ?? Infinity))
  compare(['班次间至少休息 8 小时', 'at least 8 h between shifts'], true, shortest >= 8 * 60)
}

/** Eighteen report at seven, two are missed at eight, and a quarter of an hour later twenty are there. */
async function playDay(cast: Cast, day: string): Promise<void> {
  const { scene, findings } = cast.stage
  let plan: Awaited<ReturnType<typeof scenes.plannedOn>> = { people: [], standby: [] }
  let coming: string[] = []
  await scene(chinese(`${day} 07:00`), async () => {
    plan = await scenes.plannedOn(cast, day)
    await scenes.report(cast, day, plan.people)
  })
  await scene(chinese(`${day} 08:00`), () => scenes.noteAbsent(cast, day, plan.people))
  await scene(chinese(`${day} 08:02`), async () => {
    coming = await scenes.answer(cast, day, plan.standby)
  })
  await scene(chinese(`${day} 08:15`), async () => {
    const { present, missing } = await scenes.arrive(cast, day, coming)
    findings.compare([`${day} 08:15 在岗`, `there at 08:15 on ${day}`], [PLACES, 0], [present, missing])
  })
  if (day === DAYS[0]) await playCars(cast)
  await scene(chinese(`${day} 16:00`), () => scenes.goHome(cast, day))
}

/** Three thousand cars in six hours; for forty minutes no phone has a line, and then everything comes late, twice and the last first. */
async function playCars(cast: Cast): Promise<void> {
  const { scene, findings } = cast.stage
  const { compare } = findings
  await scene(cars.LINE_LOST, async () => {
    await cars.openRegister(cast)
    const sent = await cars.sendAsItComes(cast, '', cars.LINE_LOST)
    compare(['断网前登记', 'registered before the line was lost'], 1500, sent.accepted + sent.known)
  })
  await scene(cars.LINE_BACK, async () => {
    const { first, again } = await cars.sendWhatWaited(cast)
    const many = first.accepted + first.known
    compare(['断网 40 分钟期间登记，恢复后补传', 'written in 40 min without a line, sent when it was back'], 334, many)
    compare(
      ['再传一遍，都已收到过', 'sent once more, all known'],
      [0, 334, 0],
      [again.accepted, again.known, again.refused],
    )
  })
  await scene(cars.LAST_CAR, async () => {
    await cars.sendAsItComes(cast, cars.LINE_BACK, cars.LAST_CAR)
    const { entries, adds, kept, said } = await cars.readRegister(cast)
    compare(['登记车次：不丢不重', 'cars registered: none lost, none doubled'], cars.CARS, entries)
    compare(['车上人数', 'people in them'], cars.peopleInCars(cast), adds)
    const plain = ['health-code', 'passed', 'people', 'test-report', 'travel-code']
    compare(
      ['三项核验只留结果', 'of the three checks only what came of them'],
      [plain, ['bad', 'good', 'none']],
      [kept, said],
    )
  })
}
