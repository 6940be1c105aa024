import type { StageSettings } from '../play/stage.ts'
import { chinese } from '../world/moment.ts'
import { castOf, formBranch, joinPhones } from './r7/cast.ts'
import { checkAnswers, checkGates, checkPlaced, checkWoken } from './r7/check.ts'
import * as scenes from './r7/scenes.ts'
import type { Played, Replay } from './replay.ts'

/** R7: a temporary branch of two years ago is woken in one act, and everybody in it is asked again. */
export const r7: Replay = { id: 'R7', words: ['支部重启（芜湖）', 'branch re-activated, Wuhu'], play: playBranch }

async function playBranch(settings: StageSettings): Promise<Played> {
  const cast = await castOf(settings)
  const { scene, findings } = cast.stage
  await scene(chinese('2020-02-08 10:00'), () => formBranch(cast))
  await scene(chinese('2022-04-17 07:30'), async () => {
    await joinPhones(cast)
    await scenes.setUpGates(cast)
  })
  await scene(scenes.WOKEN, async () => checkWoken(cast, await scenes.wake(cast)))
  await scene(chinese('2022-04-17 12:00'), async () => {
    const { asked, outcomes } = await scenes.answer(cast)
    await checkAnswers(cast, asked, outcomes)
    await checkGates(cast)
  })
  let placed: Awaited<ReturnType<typeof scenes.place>> = { placed: [], refused: [] }
  await scene(chinese('2022-04-17 19:00'), async () => {
    placed = await scenes.place(cast)
  })
  await scene(scenes.SERVED.startsAt, () => checkPlaced(cast, placed))
  await cast.stage.close()
  return { findings: findings.all, sentences: [] }
}
