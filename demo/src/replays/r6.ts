import type { StageSettings } from '../play/stage.ts'
import { chinese } from '../world/moment.ts'
import { type Cast, CHANGED, castOf, DUE, foundStreet, OWNED } from './r6/cast.ts'
import { checkChange, checkOwners, checkResidents, countOwnerless } from './r6/check.ts'
import * as scenes from './r6/scenes.ts'
import type { Played, Replay } from './replay.ts'

/** R6: at nine a community becomes medium risk; ten buildings are sealed, and each is served and answered for. */
export const r6: Replay = { id: 'R6', words: ['风险等级调整（扬州）', 'risk change, Yangzhou'], play: playChange }

async function playChange(settings: StageSettings): Promise<Played> {
  const cast = await castOf(settings)
  const { scene, findings } = cast.stage
  await scene(chinese('2021-08-02 18:30'), async () => {
    await foundStreet(cast)
    await scenes.prepare(cast)
  })
  await scene(chinese('2021-08-02 20:00'), () => scenes.openTesting(cast))
  await scene(chinese('2021-08-03 07:50'), () => scenes.checkInTesters(cast))
  await scene(CHANGED, () => change(cast))
  let ownerless = 0
  await scene(OWNED, async () => {
    ownerless = await countOwnerless(cast)
    await scenes.nameOwners(cast)
  })
  await scene(DUE, async () => {
    await checkOwners(cast, ownerless)
    await checkResidents(cast)
  })
  await cast.stage.close()
  return { findings: findings.all, sentences: [] }
}

async function change(cast: Cast): Promise<void> {
  const before = await scenes.testingDuty(cast)
  const changed = await scenes.changeLevel(cast)
  await checkChange(cast, changed, before, await scenes.testingDuty(cast))
}
