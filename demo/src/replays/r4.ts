import type { StageSettings } from '../play/stage.ts'
import { chinese } from '../world/moment.ts'
import { CAPTAIN, castOf, foundTeam, STREET_DESK } from './r4/cast.ts'
import { checkOverride, checkRefusals, checkRelief } from './r4/check.ts'
import * as scenes from './r4/scenes.ts'
import type { Played, Replay } from './replay.ts'

const REASON = '夜班人手减半，早高峰前卡口不能空'

/** R4: a volunteer ends at 01:30, and the captain wants them at 07:00. */
export const r4: Replay = { id: 'R4', words: ['休息（徐州）', 'rest, Xuzhou'], play: playRest }

async function playRest(settings: StageSettings): Promise<Played> {
  const cast = await castOf(settings)
  const { scene, findings } = cast.stage
  await scene(chinese('2022-03-28 15:30'), async () => {
    await foundTeam(cast)
    await scenes.prepare(cast)
  })
  await scene(scenes.LATE.startsAt, () => scenes.checkIn(cast))
  await scene(scenes.LATE.endsAt, () => scenes.checkOut(cast))
  await scene(chinese('2022-03-29 01:40'), async () => {
    const plain = await scenes.placeEarly(cast)
    const noSecond = await scenes.placeEarly(cast, { reason: REASON })
    checkRefusals(cast, plain, noSecond, await scenes.placeEarly(cast, { reason: REASON, second: CAPTAIN }))
    await checkOverride(cast, await scenes.placeEarly(cast, { reason: REASON, second: STREET_DESK }))
  })
  await scene(chinese('2022-03-29 06:07'), async () => checkRelief(cast, await scenes.answerRelief(cast)))
  await cast.stage.close()
  return { findings: findings.all, sentences: [] }
}
