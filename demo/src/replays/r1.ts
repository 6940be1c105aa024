import * as callout from '@muster/core/callout/wire.ts'
import type { StageSettings } from '../play/stage.ts'
import { chinese } from '../world/moment.ts'
import { castOf, foundAgency, joinPhones, SECRETARY } from './r1/cast.ts'
import { checkAnswers, checkDeparture, checkSelection } from './r1/check.ts'
import { DEADLINE, DEPARTURE, MUSTER, PUBLISHED, SELECTED } from './r1/plan.ts'
import * as scenes from './r1/scenes.ts'
import type { Played, Replay } from './replay.ts'

/** R1: an agency of four hundred is asked for thirty at 12:43, and they leave at 16:34. */
export const r1: Replay = { id: 'R1', words: ['集结（青岛）', 'call-up, Qingdao'], play: playCall }

async function playCall(settings: StageSettings): Promise<Played> {
  const cast = await castOf(settings)
  const { scene, findings } = cast.stage
  await scene(chinese('2022-11-02 09:30'), async () => {
    await foundAgency(cast)
    await scenes.callBefore(cast)
  })
  await scene(chinese('2022-11-04 12:30'), () => joinPhones(cast))
  await scene(PUBLISHED, () => scenes.issue(cast))
  for (const { at, taps } of cast.answers.taps) await scene(at, () => scenes.tap(cast, taps))
  await scene(chinese('2022-11-04 13:40'), async () => {
    const chain = await scenes.pasteChain(cast)
    checkAnswers(cast, chain, await (await cast.desks.desk(SECRETARY))(callout.get, { callId: cast.callId }))
  })
  await scene(DEADLINE, async () => {})
  await scene(chinese('2022-11-04 13:50'), () => scenes.withdraw(cast))
  await scene(SELECTED, async () => checkSelection(cast, await scenes.select(cast)))
  await scene(MUSTER, async () => void (await scenes.muster(cast)))
  await scene(DEPARTURE, async () => {
    await scenes.leave(cast)
    await checkDeparture(cast, await scenes.team(cast))
  })
  await cast.stage.close()
  return { findings: findings.all, sentences: [] }
}
